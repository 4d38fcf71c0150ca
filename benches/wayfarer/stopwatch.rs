//! Timing and the table it is printed in.

use std::time::{Duration, Instant};

/// Repeating stops after so long, but not before [`FEWEST`] runs.
const ENOUGH: Duration = Duration::from_secs(2);
const FEWEST: usize = 3;
const MOST: usize = 200;

/// Prints one row a measurement.
pub struct Table {
    measuring: bool,
    works: Vec<String>,
    size: usize,
}

impl Table {
    /// A table of the kinds of work named, or of all if none is. Without `measuring` everything runs once.
    pub fn new(measuring: bool, works: Vec<&str>) -> Table {
        println!("{:>11}  {:<28} {:>12} {:>12} {:>8}", "touchpoints", "work", "time", "floor", "ratio");
        Table { measuring, works: works.into_iter().map(str::to_owned).collect(), size: 0 }
    }

    /// The rows that follow are about a map of so many touchpoints.
    pub fn begin(&mut self, size: usize) {
        self.size = size;
    }

    /// Whether times are taken, or everything only runs once to see that it does.
    pub fn is_measuring(&self) -> bool {
        self.measuring
    }

    /// Whether this kind of work is to be measured.
    pub fn wants(&self, work: &str) -> bool {
        self.works.is_empty() || self.works.iter().any(|wanted| work.contains(wanted.as_str()))
    }

    /// The median time of a piece of work.
    pub fn time(&self, mut work: impl FnMut()) -> Duration {
        let began = Instant::now();
        let mut times = Vec::new();
        while times.len() < FEWEST || (began.elapsed() < ENOUGH && times.len() < MOST) {
            let start = Instant::now();
            work();
            times.push(start.elapsed());
            if !self.measuring {
                break;
            }
        }
        median(times)
    }

    /// The mean time that the processor spends on a piece of work of this thread, whatever else the machine does; where
    /// the system does not tell, the mean of all time.
    pub fn processor_time(&self, mut work: impl FnMut()) -> Duration {
        let (began, before) = (Instant::now(), on_processor());
        let mut runs = 0;
        while runs == 0 || (self.measuring && (runs < FEWEST || (began.elapsed() < ENOUGH && runs < MOST))) {
            work();
            runs += 1;
        }
        let spent = before.zip(on_processor()).map(|(before, after)| after.saturating_sub(before));
        spent.unwrap_or_else(|| began.elapsed()) / runs as u32
    }

    /// Prints a time, its floor and how many times the floor it is.
    pub fn row(&self, what: &str, time: Duration, floor: Duration) {
        let ratio = time.as_secs_f64() / floor.as_secs_f64().max(1e-9);
        println!("{:>11}  {what:<28} {:>12} {:>12} {ratio:>7.1}×", self.size, shown(time), shown(floor));
    }

    /// Prints why there is nothing to measure.
    pub fn remark(&self, what: &str, remark: &str) {
        println!("{:>11}  {what:<28} {remark}", self.size);
    }
}

/// How long this thread has been on a processor, where the system tells.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The middle one of some times, of which there is one at least.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn shown(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    if millis < 1.0 { format!("{:.1} µs", millis * 1e3) } else { format!("{millis:.2} ms") }
}
