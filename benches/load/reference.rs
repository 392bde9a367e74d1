//! What the figures are held against.

use std::process::Command;

/// The machine, in a line.
pub fn machine() -> String {
    let read = |path: &str, name: &str| -> Option<String> {
        let text = std::fs::read_to_string(path).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = read("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unknown processor".into());
    let memory = read("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".into());
    format!("{cores} cores of {model}, {memory} of memory")
}

/// What one core signs and verifies in a second.
#[derive(Clone, Copy, Debug)]
pub struct Speed {
    pub sign: f64,
    pub verify: f64,
}

/// What `openssl speed` says now of one core; nothing where it is not installed.
pub fn speed(of: &str) -> Option<Speed> {
    let output = Command::new("openssl").args(["speed", "-seconds", "2", of]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // The last line: … sign/s verify/s, as its last two words.
    let last = text.lines().rev().find(|line| line.to_ascii_lowercase().contains(&of[..3]))?;
    let mut words = last.split_whitespace().rev();
    let verify = words.next()?.parse().ok()?;
    let sign = words.next()?.parse().ok()?;
    Some(Speed { sign, verify })
}

/// The same, said.
pub fn say(of: &str) -> Option<Speed> {
    let speed = speed(of);
    match speed {
        Some(Speed { sign, verify }) => println!("  openssl speed {of}: {sign:.0} signed/s, {verify:.0} verified/s"),
        None => println!("  openssl speed {of}: openssl is not installed here"),
    }
    speed
}
