//! FEP-0837 intents and quantities (ValueFlows).

use super::id;
use super::text::Word;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// An amount on the wire: thousandths, 0 to 1,000,000 units, a decimal string in JSON (`"12"`, `"1.5"`).
pub use crate::domain::quantity::Amount as Amount3;

activitypub_federation::kinds::kind!(IntentType, Intent);

/// What a listing asks for or gives (FEP-0837 `Intent`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intent {
    /// Always `Intent`.
    #[serde(rename = "type")]
    pub kind: IntentType,
    /// `{listing}#primary`: what a commitment `satisfies`.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// `transfer` for things, `deliverService` for help.
    pub action: Word,
    /// What kind of thing.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub resource_conforms_to: Option<Url>,
    /// How much in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_quantity: Option<Measure>,
    /// How much is left. Only the origin changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_quantity: Option<Measure>,
}

/// So much of a unit (om-2 `Measure`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Measure {
    /// `one`, `kilogram`, `litre`, `hour`.
    pub has_unit: Word,
    /// The amount: 0 to 1,000,000, at most three decimals. A decimal string; a JSON number is read as well.
    #[serde(deserialize_with = "amount")]
    pub has_numerical_value: Amount3,
}

/// A decimal string or a JSON number; no sign, no exponent, nothing that is not finite (refusal 23).
fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Amount3, D::Error> {
    let text = match Value::deserialize(from)? {
        Value::String(text) => text,
        // serde_json writes large and small floats with an exponent, which is refused below.
        Value::Number(number) => number.to_string(),
        _ => return Err(serde::de::Error::custom("hasNumericalValue is a decimal string")),
    };
    text.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Option<Measure> {
        serde_json::from_value(json!({"hasUnit": "one", "hasNumericalValue": value})).ok()
    }

    #[test]
    fn amounts_are_decimal_strings_and_numbers_are_understood() {
        for (value, text) in
            [(json!("12"), "12"), (json!("1.5"), "1.5"), (json!(12), "12"), (json!(1.5), "1.5"), (json!(0), "0")]
        {
            let measure = read(value).unwrap();
            assert_eq!(serde_json::to_value(measure).unwrap()["hasNumericalValue"], text);
        }
        assert_eq!(read(json!("1000000")).unwrap().has_numerical_value.thousandths(), 1_000_000_000);
    }

    #[test]
    fn refusal_23_what_is_no_amount_is_refused() {
        for bad in [
            json!("NaN"),
            json!("inf"),
            json!("1e3"),
            json!("1e308"),
            json!(1e308),
            json!(1e-9),
            json!("-1"),
            json!(-1),
            json!(-0.5),
            json!("+1"),
            json!("1.2345"),
            json!(1.2345),
            json!("1000000.001"),
            json!(u64::MAX),
            json!(""),
            json!(null),
            json!(true),
            json!(["1"]),
        ] {
            assert!(read(bad.clone()).is_none(), "{bad}");
        }
    }
}
