//! Counters for Prometheus. Labels are few and fixed: no handle, host or path of anybody ever stands in one.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::sync::Arc;

/// One fixed word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Outcome {
    /// Such as `delivered`, `failed`, `refused`.
    pub outcome: &'static str,
}

/// What is counted. Cloning shares it.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    /// HTTP answers by class (`2xx`, `4xx`…).
    pub answers: Family<Outcome, Counter>,
    /// Deliveries by outcome.
    pub deliveries: Family<Outcome, Counter>,
    /// What apps were told, by outcome.
    pub pushes: Family<Outcome, Counter>,
    /// Mails by outcome.
    pub mails: Family<Outcome, Counter>,
    /// Activities that came in, by outcome.
    pub received: Family<Outcome, Counter>,
    /// Events that wait to be told.
    pub outbox_waiting: Gauge,
    /// Deliveries that wait.
    pub deliveries_waiting: Gauge,
    /// Activities that wait to be worked.
    pub inbox_waiting: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("potluck");
        let (answers, deliveries, received) = (Family::default(), Family::default(), Family::default());
        let (pushes, mails) = (Family::default(), Family::default());
        let (outbox_waiting, deliveries_waiting, inbox_waiting) =
            (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("http_answers", "HTTP answers by class", answers.clone());
        registry.register("deliveries", "Deliveries by outcome", deliveries.clone());
        registry.register("pushes", "What apps were told, by outcome", pushes.clone());
        registry.register("mails", "Mails by outcome", mails.clone());
        registry.register("received", "Activities that came in, by outcome", received.clone());
        registry.register("outbox_waiting", "Events that wait to be told", outbox_waiting.clone());
        registry.register("deliveries_waiting", "Deliveries that wait", deliveries_waiting.clone());
        registry.register("inbox_waiting", "Activities that wait to be worked", inbox_waiting.clone());
        Self {
            registry: Arc::new(registry),
            answers,
            deliveries,
            pushes,
            mails,
            received,
            outbox_waiting,
            deliveries_waiting,
            inbox_waiting,
        }
    }
}

impl Metrics {
    /// The text that Prometheus reads (OpenMetrics).
    ///
    /// # Errors
    /// Only when memory cannot be had.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
