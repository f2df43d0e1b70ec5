//! Figures: money, percent, count, quantity, ratio, rank, ordinal, number.
