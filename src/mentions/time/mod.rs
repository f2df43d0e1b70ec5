//! Dates, durations and recurring times.
