//! When to try again.

use std::time::Duration;

use rand::Rng;

/// Grows from try to try up to a limit, with jitter, so that many who failed together do not come back together.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// Before the second try.
    pub first: Duration,
    /// The longest.
    pub most: Duration,
}

impl Backoff {
    /// How long to wait after so many tries (from 1): doubled each time, ± 20 %.
    pub fn after(&self, attempts: u32) -> Duration {
        let doubled = 2u32.saturating_pow(attempts.saturating_sub(1).min(20));
        let wait = self.first.saturating_mul(doubled).min(self.most);
        wait.mul_f64(rand::thread_rng().gen_range(0.8..1.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_the_limit_and_never_overflows() {
        let backoff = Backoff {
            first: Duration::from_secs(1),
            most: Duration::from_secs(60),
        };
        for (attempts, seconds) in [
            (0, 1.0),
            (1, 1.0),
            (2, 2.0),
            (5, 16.0),
            (9, 60.0),
            (u32::MAX, 60.0),
        ] {
            let wait = backoff.after(attempts).as_secs_f64();
            assert!(
                (0.8 * seconds..=1.2 * seconds).contains(&wait),
                "{attempts}: {wait}"
            );
        }
    }
}
