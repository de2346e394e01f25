// A CommonJS module: its exports travel by reference.

exports.helper = (x) => x * 10;
