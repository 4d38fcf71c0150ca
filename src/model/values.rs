//! The numbers and dates on elements, each with its range. A value that exists is valid.

use std::fmt;

/// A number was outside the range its field allows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{value} is not {expected}")]
pub struct OutOfRange {
    /// What was given, as text.
    pub value: String,
    /// What would have been right, e.g. "a level from 1 to 5".
    pub expected: &'static str,
}

/// How a persona feels at a touchpoint: −10 … +10 in steps of a tenth.
///
/// The workshop sets whole numbers; tenths come from imported scores. "Unknown" is the absence of an emotion and
/// is not neutral (see [`Feeling`](super::Feeling)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emotion(i8);

impl Emotion {
    /// The worst feeling on the scale, −10.
    pub const MIN: Emotion = Emotion(-100);
    /// The best feeling on the scale, +10.
    pub const MAX: Emotion = Emotion(100);

    /// An emotion from a number in −10 … +10, rounded to a tenth.
    ///
    /// # Errors
    /// If `value` is NaN, infinite or outside the range.
    pub fn new(value: f64) -> Result<Emotion, OutOfRange> {
        if !(-10.0..=10.0).contains(&value) {
            return Err(OutOfRange { value: value.to_string(), expected: "an emotion from -10 to 10" });
        }
        Ok(Emotion((value * 10.0).round() as i8))
    }

    /// An emotion in whole steps; `steps` outside −10 … +10 is clamped.
    pub fn steps(steps: i32) -> Emotion {
        Emotion((steps.clamp(-10, 10) * 10) as i8)
    }

    /// The number, −10.0 … +10.0.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The emotion `by` whole steps higher (or lower), held within the scale.
    pub fn stepped(self, by: i32) -> Emotion {
        Emotion((i32::from(self.0) + by * 10).clamp(-100, 100) as i8)
    }
}

/// As maps show it: a sign (U+2212 for minus), and a decimal only where there is one. `+7`, `0`, `−2.5`.
impl fmt::Display for Emotion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&signed(self.value()))
    }
}

/// A number with its sign, U+2212 for minus, at most one decimal: `+4.5`, `0`, `−9`.
pub fn signed(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = match tenths {
        0 => "",
        t if t > 0 => "+",
        _ => "\u{2212}",
    };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A rating from 1 (least) to 5 (most).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// All levels, ascending.
    pub const ALL: [Level; 5] = [Level(1), Level(2), Level(3), Level(4), Level(5)];

    /// A level from a whole number 1 … 5.
    ///
    /// # Errors
    /// If `value` is anything else.
    pub fn new(value: i64) -> Result<Level, OutOfRange> {
        match u8::try_from(value) {
            Ok(value @ 1..=5) => Ok(Level(value)),
            _ => Err(OutOfRange { value: value.to_string(), expected: "a level from 1 to 5" }),
        }
    }

    /// The number, 1 … 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// The middle of the scale, 3.
impl Default for Level {
    fn default() -> Self {
        Level(3)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A share of customers in whole percent, 0 … 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

impl Percent {
    /// A share from a whole number 0 … 100.
    ///
    /// # Errors
    /// If `value` is anything else.
    pub fn new(value: i64) -> Result<Percent, OutOfRange> {
        match u8::try_from(value) {
            Ok(value @ 0..=100) => Ok(Percent(value)),
            _ => Err(OutOfRange { value: value.to_string(), expected: "a share from 0 to 100 percent" }),
        }
    }

    /// The number, 0 … 100.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// A measured number: finite, any sign.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Amount(f64);

impl Amount {
    /// An amount from any finite number.
    ///
    /// # Errors
    /// If `value` is NaN or infinite.
    pub fn new(value: f64) -> Result<Amount, OutOfRange> {
        if !value.is_finite() {
            return Err(OutOfRange { value: value.to_string(), expected: "a finite number" });
        }
        // −0 would be equal to 0 and yet be written differently.
        Ok(Amount(if value == 0.0 { 0.0 } else { value }))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// NaN is refused at construction, so equality is total.
impl Eq for Amount {}

/// As maps show it: at most two decimals, no trailing zeros, U+2212 for minus.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Beyond this, digits say less than the order of magnitude does.
        if self.0.abs() >= 1e15 {
            return f.write_str(&format!("{:e}", self.0).replace('-', "\u{2212}"));
        }
        // What rounds to nothing has no sign.
        let rounded = (self.0 * 100.0).round() / 100.0 + 0.0;
        let text = format!("{rounded:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(&text.replace('-', "\u{2212}"))
    }
}

/// A calendar date without a time zone, `2026-05-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: i8,
    day: i8,
}

impl Date {
    /// How many days this day is after `earlier`; negative if it is before it.
    pub fn days_since(self, earlier: Date) -> i32 {
        // Both were parsed by the same library, which knows every day of the year.
        let day = |date: Date| jiff::civil::date(date.year, date.month, date.day);
        day(self).since(day(earlier)).map_or(0, |span| span.get_days())
    }
}

impl std::str::FromStr for Date {
    type Err = OutOfRange;

    fn from_str(text: &str) -> Result<Date, OutOfRange> {
        let date = text.parse().ok().filter(|date: &jiff::civil::Date| date.year() > 0);
        let date = date.ok_or_else(|| OutOfRange {
            value: format!("`{}`", text.chars().take(40).collect::<String>()),
            expected: "a date like 2026-05-31",
        })?;
        Ok(Date { year: date.year(), month: date.month(), day: date.day() })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emotions_show_a_true_minus_and_no_needless_decimals() {
        let shown = |v: f64| Emotion::new(v).unwrap().to_string();
        assert_eq!(shown(7.0), "+7");
        assert_eq!(shown(0.0), "0");
        assert_eq!(shown(-2.5), "\u{2212}2.5");
        assert_eq!(signed(-6.666), "\u{2212}6.7");
        assert_eq!(Amount::new(-0.0).unwrap().to_string(), "0");
        assert_eq!(Amount::new(12.50).unwrap().to_string(), "12.5");
        assert_eq!(Amount::new(-0.004).unwrap().to_string(), "0");
        assert_eq!(Amount::new(-1e300).unwrap().to_string(), "\u{2212}1e300");
    }

    #[test]
    fn values_out_of_range_are_refused() {
        assert!(Emotion::new(f64::NAN).is_err());
        assert!(Emotion::new(10.2).is_err());
        assert!(Amount::new(f64::INFINITY).is_err());
        assert!(Level::new(0).is_err() && Level::new(6).is_err() && Level::new(261).is_err());
        assert!("2026-02-30".parse::<Date>().is_err());
    }

    #[test]
    fn steps_stay_on_the_scale() {
        assert_eq!(Emotion::steps(9).stepped(1), Emotion::MAX);
        assert_eq!(Emotion::MAX.stepped(1), Emotion::MAX);
        assert_eq!(Emotion::MIN.stepped(-3), Emotion::MIN);
    }
}
