let calls = 0;

exports.helper = (x) => {
  calls += 1;
  return x * 10 + (calls > 0 ? 0 : 1);
};
