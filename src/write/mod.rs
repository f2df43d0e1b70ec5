//! Stage 8, `write`: deterministic bytes. The serialised structs live here, so that the inside of
//! the program can change without its output.

mod document;
mod value;

pub use document::{document, mentions_of};
pub use value::decimal;
