//! The progress of a long run, on standard error, for people at a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{self, IsTerminal},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// A run is long when it takes more than this.
const LONG: Duration = Duration::from_secs(1);

/// How far a run has come. Nothing is shown of a short one, or where nobody looks.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// A run over this many drafts, none when that cannot be told before the end.
    pub(super) fn new(drafts: Option<usize>) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(drafts.map(|n| n as u64), ProgressDrawTarget::hidden());
            let known = "{wide_bar} {human_pos} of {human_len} drafts, {eta} left";
            let unknown = "{spinner} {human_pos} drafts, {elapsed}";
            match ProgressStyle::with_template(if drafts.is_some() { known } else { unknown }) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Progress { bar, started: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// One more draft is done.
    pub(super) fn step(&self) {
        let Some(bar) = &self.bar else { return };
        bar.inc(1);
        if self.started.elapsed() > LONG && !self.shown.swap(true, Ordering::Relaxed) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Does what writes, the bar taken away meanwhile.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    /// The bar is gone before the last lines are written.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
