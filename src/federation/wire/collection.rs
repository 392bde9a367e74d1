//! Collections: followers (a count only), outbox, featured, replies.

use super::id;
use super::one_or_many;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// Most items that are read of one page; further ones are cut.
pub const ITEMS_MAX: usize = 200;

/// Whether a collection has an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CollectionKind {
    /// In order.
    #[default]
    OrderedCollection,
    /// In none.
    Collection,
}

/// Whether a page has an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageKind {
    /// In order.
    #[default]
    OrderedCollectionPage,
    /// In none.
    CollectionPage,
}

/// A collection. `T` is what its items are read as; items of another form are skipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: serde::de::DeserializeOwned"))]
pub struct Collection<T = Value> {
    /// Its id.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// Ordered or not; both are read alike.
    #[serde(rename = "type")]
    pub kind: CollectionKind,
    /// How many there are.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub total_items: Option<u64>,
    /// The first page.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub first: Option<First<T>>,
    /// The last page.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub last: Option<Url>,
    /// The items, where there are no pages. `None` where the collection is a count only.
    #[serde(default, alias = "items", deserialize_with = "items", skip_serializing_if = "Option::is_none")]
    pub ordered_items: Option<Vec<T>>,
}

impl<T> Collection<T> {
    /// A count without items: our `followers` and `following`.
    pub fn count(id: Url, total: u64) -> Self {
        Self {
            id,
            kind: CollectionKind::OrderedCollection,
            total_items: Some(total),
            first: None,
            last: None,
            ordered_items: None,
        }
    }

    /// All items at once: our `featured`.
    pub fn whole(id: Url, items: Vec<T>) -> Self {
        let mut whole = Self::count(id, items.len() as u64);
        whole.ordered_items = Some(items);
        whole
    }

    /// In pages: our `outbox`. Nobody counts how much a person gave or asked (value V2), so a person's has no total.
    pub fn paged(id: Url, total: Option<u64>, first: Url) -> Self {
        let mut paged = Self::count(id, 0);
        paged.total_items = total;
        paged.first = Some(First::Id(first));
        paged
    }
}

/// The first page of a collection: by its id, or embedded (Mastodon's `replies`).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum First<T = Value> {
    /// By its id.
    Id(Url),
    /// Embedded.
    Page(Box<Page<T>>),
}

impl<'de, T: serde::de::DeserializeOwned> Deserialize<'de> for First<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Value::deserialize(from)? {
            Value::String(text) => id::parse(&text).map(Self::Id).map_err(serde::de::Error::custom),
            value => Box::deserialize(value).map(Self::Page).map_err(serde::de::Error::custom),
        }
    }
}

/// A page of a collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: serde::de::DeserializeOwned"))]
pub struct Page<T = Value> {
    /// Its id; embedded ones may have none.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub id: Option<Url>,
    /// Ordered or not; both are read alike.
    #[serde(rename = "type")]
    pub kind: PageKind,
    /// The collection.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Url>,
    /// The page after this.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub next: Option<Url>,
    /// The page before this.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub prev: Option<Url>,
    /// The items.
    #[serde(default = "Vec::new", alias = "items", deserialize_with = "one_or_many::some::<_, _, ITEMS_MAX>")]
    pub ordered_items: Vec<T>,
}

impl<T> Page<T> {
    /// A page of an ordered collection.
    pub fn of(collection: Url, id: Url, items: Vec<T>, next: Option<Url>, prev: Option<Url>) -> Self {
        Self {
            id: Some(id),
            kind: PageKind::OrderedCollectionPage,
            part_of: Some(collection),
            next,
            prev,
            ordered_items: items,
        }
    }
}

/// The ids of a collection or of one of its pages, all of them: where it matters that none is left out. What has no id
/// is skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// The ids.
    pub ids: Vec<Url>,
    /// Where they go on.
    pub next: Option<Url>,
}

impl Ids {
    /// Reads a collection, with its first page if that is embedded, or a page.
    pub fn read(document: &Value) -> Self {
        let list = if document["orderedItems"].is_null() { &document["items"] } else { &document["orderedItems"] };
        let list = match list {
            Value::Array(list) => list.as_slice(),
            Value::Null => &[],
            one => std::slice::from_ref(one),
        };
        let ids = list.iter().filter_map(|item| id::of_value(item).ok());
        match &document["first"] {
            Value::Object(_) => {
                let first = Self::page(&document["first"]);
                Self { ids: ids.chain(first.ids).collect(), next: first.next }
            }
            Value::Null => Self { ids: ids.collect(), next: id::of_value(&document["next"]).ok() },
            first => Self { ids: ids.collect(), next: id::of_value(first).ok() },
        }
    }

    /// An embedded page, which embeds no other.
    fn page(page: &Value) -> Self {
        let mut page = page.clone();
        page["first"] = Value::Null;
        Self::read(&page)
    }
}

fn items<'de, D, T>(from: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        value => one_or_many::some::<_, _, ITEMS_MAX>(value).map(Some).map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn followers_are_a_count_and_no_more() {
        let followers: Collection = Collection::count(url("https://a.example/followers"), 12);
        let sent = json!({"id": "https://a.example/followers", "type": "OrderedCollection", "totalItems": 12});
        assert_eq!(serde_json::to_value(followers).unwrap(), sent);
    }

    #[test]
    fn mastodons_replies_with_an_embedded_page_are_read() {
        let replies: Collection<Url> = serde_json::from_value(json!({
            "id": "https://social.example/users/ana/statuses/1/replies",
            "type": "Collection",
            "first": {
                "type": "CollectionPage",
                "next": "https://social.example/users/ana/statuses/1/replies?page=true",
                "partOf": "https://social.example/users/ana/statuses/1/replies",
                "items": ["https://social.example/users/ana/statuses/2", {"type": "Note"}]
            }
        }))
        .unwrap();
        let Some(First::Page(page)) = replies.first else { panic!("an embedded page") };
        assert_eq!(page.ordered_items, [url("https://social.example/users/ana/statuses/2")]);
        assert!(page.next.is_some());
    }

    #[test]
    fn all_ids_of_a_list_are_read_and_where_they_go_on() {
        let many: Vec<String> = (0..1_000).map(|number| format!("https://a.example/{number}")).collect();
        let whole = json!({"type": "OrderedCollection", "orderedItems": many});
        assert_eq!(Ids::read(&whole).ids.len(), 1_000);
        let page = json!({"type": "CollectionPage", "items": "https://a.example/1", "next": "https://a.example/p2"});
        let read = Ids { ids: vec![url("https://a.example/1")], next: Some(url("https://a.example/p2")) };
        assert_eq!(Ids::read(&page), read);
        assert_eq!(Ids::read(&json!({"type": "Collection", "first": page})), read);
        let first = Ids { ids: Vec::new(), next: Some(url("https://a.example/p1")) };
        assert_eq!(Ids::read(&json!({"type": "Collection", "first": "https://a.example/p1"})), first);
        assert_eq!(Ids::read(&json!(["nothing"])), Ids::default());
    }

    #[test]
    fn an_endless_page_is_cut() {
        let page = json!({"type": "OrderedCollectionPage", "orderedItems": vec!["https://a.example/1"; 1_000]});
        assert_eq!(serde_json::from_value::<Page>(page).unwrap().ordered_items.len(), ITEMS_MAX);
    }
}
