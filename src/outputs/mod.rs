//! Reads what a run wrote: to verify it, to explain a fact of it, to compare it with another.

mod brief;
pub mod diff;
pub mod explain;
mod load;
pub mod verify;
