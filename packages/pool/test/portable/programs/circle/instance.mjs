class Parser {
  parse(text) {
    return `parsed ${text}`;
  }
}

/** Cannot be sent, but imported. */
export const parser = new Parser();
