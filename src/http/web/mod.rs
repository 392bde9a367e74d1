//! Plain pages: they work without JavaScript, on an old telephone, with a screen reader and in print.

mod again;
mod announcing;
mod answering;
mod answers;
mod ask;
mod asked;
mod asks;
mod assets;
mod authorize;
mod beginnings;
mod between;
mod board;
mod browsers;
mod cards;
mod change;
mod drafts;
mod duties;
mod feed;
mod filled;
mod follow;
mod following;
mod founding;
mod handoff;
mod heard;
mod home;
mod invites;
mod join;
mod language;
mod listing;
mod live;
mod living;
mod log;
mod made;
mod mail;
mod map;
mod mine;
mod moderation;
mod neighbor;
mod network;
mod networks;
mod new;
mod notices;
mod offline;
mod oneself;
mod page;
mod passkeys;
mod people;
mod pictures;
mod polls;
mod posting;
mod posts;
mod printed;
mod profile;
mod qr;
mod questions;
mod report;
mod rewording;
mod settings;
mod sign_in;
mod slots;
mod spoken;
mod status;
mod tasks;
mod thread;
mod translating;
mod visit;
mod ways;
mod welcome;
mod writing;

pub(in crate::http) use again::hold;
pub use again::{Typed, read as kept};
pub use live::Lookout;
pub use map::{touched, written};
pub(in crate::http) use page::lang;

use crate::app::App;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource};

/// Registers the pages, and the answer for every address that leads nowhere.
pub fn configure(config: &mut ServiceConfig) {
    config
        // A form's longest text, of which a browser sends each character as up to twelve, with the short fields beside it.
        .app_data(web::FormConfig::default().limit(128 * 1024))
        .service(at("/").route(web::get().to(home::home)))
        .service(at("/about").route(web::get().to(home::home)))
        .service(at("/@{handle}").route(web::get().to(profile::profile)))
        .service(at("/@{handle}/tagged/{tag}").route(web::get().to(profile::tagged)))
        .service(at("/@{handle}/{id}").route(web::get().to(status::status)))
        .service(at("/tags/{tag}").route(web::get().to(profile::tag)))
        .service(at("/board").route(web::get().to(board::board)))
        .service(at("/board/live").route(web::get().to(live::live)))
        .service(at("/board.atom").route(web::get().to(feed::feed)))
        .service(sent("/follow").route(web::post().to(follow::go)))
        .service(form("/new").route(web::get().to(new::ask)).route(web::post().to(new::post)))
        .service(form("/new/{slug}").route(web::get().to(beginnings::open)).route(web::post().to(beginnings::away)))
        .service(form("/ask").route(web::get().to(ask::ask)).route(web::post().to(ask::post)))
        .service(form("/ask/{secret}").route(web::get().to(asked::show)).route(web::post().to(asked::act)))
        .service(at("/asks").route(web::get().to(asks::all)))
        .service(form("/asks/{id}").route(web::get().to(asks::show)).route(web::post().to(asks::act)))
        .service(at("/listings/{slug}").route(web::get().to(listing::listing)))
        .service(sent("/listings/{slug}/answer").route(web::post().to(answers::answer)))
        .service(sent("/listings/{slug}/answers").route(web::post().to(answers::decide)))
        .service(
            form("/listings/{slug}/edit")
                // What is said in easy words beside the two longest texts of the form of something new.
                .app_data(web::FormConfig::default().limit(192 * 1024))
                .route(web::get().to(change::ask))
                .route(web::post().to(change::post)),
        )
        .service(
            form("/listings/{slug}/pictures").route(web::get().to(pictures::show)).route(web::post().to(pictures::act)),
        )
        .service(sent("/listings/{slug}/step").route(web::post().to(mine::step)))
        .service(
            form("/listings/{slug}/translate")
                .route(web::get().to(translating::ask))
                .route(web::post().to(translating::act)),
        )
        .service(form("/answers/{id}").route(web::get().to(between::show)).route(web::post().to(between::act)))
        .service(at("/home").route(web::get().to(mine::home)))
        .service(at("/mine").route(web::get().to(mine::mine)))
        .service(form("/posts").route(web::get().to(posts::all)).route(web::post().to(posts::write)))
        .service(form("/posts/write").route(web::get().to(writing::ask)).route(web::post().to(writing::write)))
        .service(
            form("/posts/{id}/answer")
                .route(web::get().to(writing::ask_answer))
                .route(web::post().to(writing::write_answer)),
        )
        .service(form("/posts/{id}/edit").route(web::get().to(rewording::ask)).route(web::post().to(rewording::change)))
        .service(form("/posts/{id}").route(web::get().to(posts::show)).route(web::post().to(posts::act)))
        .service(form("/people").route(web::get().to(following::show)).route(web::post().to(following::act)))
        .service(form("/people/{id}").route(web::get().to(people::show)).route(web::post().to(people::act)))
        .service(form("/heard").route(web::get().to(heard::all)).route(web::post().to(heard::act)))
        .service(form("/h/{secret}").route(web::get().to(handoff::ask)).route(web::post().to(handoff::show)))
        .service(form("/found/{secret}").route(web::get().to(founding::ask)).route(web::post().to(founding::make)))
        .service(form("/sign-in").route(web::get().to(sign_in::ask)).route(web::post().to(sign_in::enter)))
        .service(
            form("/enter/{secret}")
                .route(web::get().to(sign_in::ask_by_link))
                .route(web::post().to(sign_in::enter_by_link)),
        )
        .service(form("/sign-in/link").route(web::get().to(mail::ask)).route(web::post().to(mail::send)))
        .service(
            form("/confirm-mail/{secret}")
                .route(web::get().to(mail::ask_to_confirm))
                .route(web::post().to(mail::confirm)),
        )
        .service(form("/stop-mail/{token}").route(web::get().to(mail::ask_to_stop)).route(web::post().to(mail::stop)))
        .service(at("/enter/{secret}/print").route(web::get().to(printed::link)))
        .service(sent("/sign-out").route(web::post().to(sign_in::leave)))
        .service(form("/oauth/authorize").route(web::get().to(authorize::ask)).route(web::post().to(authorize::decide)))
        .service(at("/settings").route(web::get().to(settings::settings)))
        .service(
            form("/settings/password").route(web::get().to(settings::password)).route(web::post().to(settings::set)),
        )
        .service(form("/settings/passkeys").route(web::get().to(passkeys::show)).route(web::post().to(passkeys::keep)))
        .service(form("/settings/apps").route(web::get().to(settings::apps)).route(web::post().to(settings::shut_out)))
        .service(form("/settings/me").route(web::get().to(oneself::show)).route(web::post().to(oneself::keep)))
        .service(form("/settings/notices").route(web::get().to(notices::show)).route(web::post().to(notices::keep)))
        .service(
            form("/settings/blocks").route(web::get().to(oneself::blocks)).route(web::post().to(oneself::keep_apart)),
        )
        .service(form("/settings/browsers").route(web::get().to(browsers::show)).route(web::post().to(browsers::end)))
        .service(sent("/settings/take-along").route(web::post().to(oneself::take_along)))
        .service(form("/settings/leave").route(web::get().to(oneself::ask_to_leave)).route(web::post().to(oneself::go)))
        .service(form("/settings/invites").route(web::get().to(invites::show)).route(web::post().to(invites::act)))
        .service(
            form("/settings/links").route(web::get().to(invites::ask_link)).route(web::post().to(invites::make_link)),
        )
        .service(form("/settings/network").route(web::get().to(network::show)).route(web::post().to(network::keep)))
        .configure(joining)
        .service(form("/moderation").route(web::get().to(moderation::show)).route(web::post().to(moderation::act)))
        .service(form("/announcements").route(web::get().to(announcing::show)).route(web::post().to(announcing::act)))
        .service(at("/log").route(web::get().to(log::show)))
        .service(form("/tasks").route(web::get().to(tasks::show)).route(web::post().to(tasks::act)))
        .service(at("/networks").route(web::get().to(networks::show)))
        .service(form("/report").route(web::get().to(report::ask)).route(web::post().to(report::post)))
        .service(
            sent("/language")
                // What was written in the longest of all forms goes along.
                .app_data(web::FormConfig::default().limit(192 * 1024))
                .route(web::post().to(language::choose)),
        )
        .configure(assets::configure)
        .service(at("/static/mark.png").route(web::get().to(offline::icon)))
        .service(at("/static/register.js").route(web::get().to(offline::register)))
        .service(at(offline::PATH).route(web::get().to(offline::not_connected)))
        .service(at("/offline.js").route(web::get().to(offline::worker)))
        .service(at("/manifest.webmanifest").route(web::get().to(offline::manifest)))
        .default_service(web::to(nothing));
}

/// The pages of who joins, and of who welcomes them.
fn joining(config: &mut ServiceConfig) {
    config
        .service(form("/join").route(web::get().to(join::ask)).route(web::post().to(join::post)))
        .service(form(spoken::PATH).route(web::get().to(spoken::ask)).route(web::post().to(spoken::go)))
        .service(form("/join/{secret}").route(web::get().to(join::by_invite)).route(web::post().to(join::with_invite)))
        .service(at("/join/{secret}/print").route(web::get().to(printed::invite)))
        .service(form("/welcome").route(web::get().to(welcome::all)).route(web::post().to(welcome::decide)))
        .service(
            form("/welcome/{secret}").route(web::get().to(welcome::come_back)).route(web::post().to(welcome::go_on)),
        );
}

/// An address that is read.
fn at(path: &str) -> Resource {
    web::resource(path).default_service(web::to(async |app: web::Data<App>, request: HttpRequest| {
        page::wrong_method(&app, &request, "GET, HEAD")
    }))
}

/// An address that is read, and that a form is sent to.
fn form(path: &str) -> Resource {
    web::resource(path).default_service(web::to(async |app: web::Data<App>, request: HttpRequest| {
        page::wrong_method(&app, &request, "GET, HEAD, POST")
    }))
}

/// An address that a form is sent to, and that is not read.
fn sent(path: &str) -> Resource {
    web::resource(path).default_service(web::to(async |app: web::Data<App>, request: HttpRequest| {
        page::wrong_method(&app, &request, "POST")
    }))
}

async fn nothing(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    if request.path().starts_with("/api/") {
        return crate::http::api::nothing(request).await;
    }
    page::not_found(&app, &request)
}
