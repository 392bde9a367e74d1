//! A link as a square that a camera reads. It is part of the page: lines of an `<svg>`, without any style of its own.

use qrcode::{Color, QrCode};

/// Light modules around it, so that cameras find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// The parts of an `<svg>`.
pub(super) struct Square {
    /// Its `viewBox`.
    pub view: String,
    /// Its dark modules, as the `d` of one path.
    pub path: String,
}

impl Square {
    /// Of a link; none for one that is longer than such a square can hold.
    pub(super) fn of(link: &str) -> Option<Self> {
        let code = QrCode::new(link.as_bytes()).ok()?;
        let (width, colors) = (code.width(), code.to_colors());
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = 0;
            while x < row.len() {
                let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run.max(1);
            }
        }
        let side = width + 2 * QUIET;
        Some(Self { view: format!("-{QUIET} -{QUIET} {side} {side}"), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_square_of_its_dark_modules() {
        let square = Square::of("https://riverside.example/join/abc").unwrap();
        // Each of the three marks in the corners begins with a line of seven.
        assert!(square.path.starts_with("M0 0h7v1h-7z"), "{}", square.path);
        assert!(square.path.matches("h7v1").count() >= 6, "{}", square.path);
        let side: usize = square.view.rsplit(' ').next().and_then(|side| side.parse().ok()).unwrap();
        assert_eq!((side - 2 * QUIET - 17) % 4, 0, "a square of a version has 17 modules and 4 for each");
        assert!(Square::of(&"x".repeat(5_000)).is_none());
    }
}
