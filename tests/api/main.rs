//! The JSON interface and the plain pages, over real HTTP.

#[path = "../support/mod.rs"]
mod support;

mod appearance;
mod asking;
mod bad_input;
mod board;
mod contract;
mod entries;
mod export;
mod far_hosts;
mod filters;
mod first_screen;
mod grouped;
mod guests;
mod hearing;
mod in_their_words;
mod listings;
mod lists;
mod live;
mod mail;
mod map;
mod marks;
mod mastodon;
mod media;
mod members;
mod modes;
mod narrower;
mod needs_in_apps;
mod oauth;
mod offline;
mod openapi;
mod own;
mod own_pages;
mod pages;
mod polls;
mod promises;
mod push;
mod scheduled;
mod scopes;
mod search;
mod sign_in;
mod streaming;
mod ties;
mod wordings;
