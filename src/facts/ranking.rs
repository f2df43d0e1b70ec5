//! `ranking`
use super::Fact;
use super::frame::View;
use super::statement::Statement;
/// x
#[must_use]
pub fn facts(_view: &View<'_>, _statements: &[Statement]) -> Vec<Fact> { Vec::new() }
