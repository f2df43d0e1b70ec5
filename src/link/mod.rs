//! Stage 7, `link`: the only stage that sees two documents.
