//! The tests that look at the program from outside, in one binary so that they link once.

mod examples;
