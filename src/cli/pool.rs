//! The threads of a run.

use rayon::prelude::*;
use std::{sync::OnceLock, thread};

/// Threads, made when there is work for more than one.
pub(super) struct Pool {
    threads: usize,
    pool: OnceLock<Option<rayon::ThreadPool>>,
}

impl Pool {
    /// This many threads, or one for each core.
    pub(super) fn new(asked: Option<u16>) -> Self {
        let threads =
            asked.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
        Pool { threads, pool: OnceLock::new() }
    }

    /// Each item through `work`, in order.
    pub(super) fn map<I: Sync, O: Send>(&self, items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
        if self.threads < 2 || items.len() < 2 {
            return items.iter().map(work).collect();
        }
        // Without threads (the system has none to give) the work is done all the same.
        match self.pool.get_or_init(|| rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().ok())
        {
            Some(pool) => pool.install(|| items.par_iter().map(&work).collect()),
            None => items.iter().map(work).collect(),
        }
    }
}
