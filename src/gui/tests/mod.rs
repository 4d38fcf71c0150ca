//! Flows through the whole window, without a display.
