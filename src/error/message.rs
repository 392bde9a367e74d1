//! What an error says to whoever meets it on a page, in their own language: a closed list, whose texts are in
//! `locales/*/errors.ftl`. The English sentence beside it stays what programs and logs read.

use crate::i18n::{FluentValue, Lang, isolate, number, text_with};

/// What can stand in such a text.
trait Part {
    fn part(&self, lang: Lang) -> FluentValue<'static>;
}

impl Part for u32 {
    fn part(&self, _: Lang) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Part for usize {
    fn part(&self, _: Lang) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Part for i64 {
    fn part(&self, _: Lang) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Part for String {
    /// Its direction is not known.
    fn part(&self, _: Lang) -> FluentValue<'static> {
        FluentValue::from(isolate(self))
    }
}

/// An amount with its unit, whose number each language writes in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Much {
    /// A decimal number with a point.
    pub number: String,
    /// The word for what is counted, as its author wrote it.
    pub unit: String,
}

impl Part for Much {
    fn part(&self, lang: Lang) -> FluentValue<'static> {
        FluentValue::from(isolate(&format!("{} {}", number(lang, &self.number), self.unit)))
    }
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$of:meta])* $part:ident: $kind:ty),+ })? = $key:literal,)+) => {
        /// What an error says to a person.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Message {
            $($(#[$doc])* $name $({ $($(#[$of])* $part: $kind),+ })?,)+
        }

        impl Message {
            /// The key of each text, and the names of what stands in it.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$(($key, &[$($(stringify!($part)),+)?])),+];

            /// The key of its text.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$name $({ $($part: _),+ })? => $key,)+
                }
            }

            fn parts(&self, lang: Lang) -> Vec<(&'static str, FluentValue<'static>)> {
                match self {
                    $(Self::$name $({ $($part),+ })? => vec![$($((stringify!($part), $part.part(lang))),+)?],)+
                }
            }
        }
    };
}

messages! {
    /// A fault of ours.
    Internal = "error-internal",
    /// We cannot answer now.
    Unavailable = "error-unavailable",
    /// Another network did not answer as it should.
    Peer = "error-peer",
    /// What was sent cannot be read at all.
    Unreadable = "error-unreadable",
    /// More bytes than are read here.
    TooLarge = "error-too-large",
    /// What has no words of its own in other languages: the English ones.
    Other {
        /// The English sentence.
        text: String
    } = "error-other",
    /// Too many make sure of passwords at once.
    ManySignIn = "error-many-sign-in",
    /// A form that was open for too long, or came from another place.
    FormStale = "form-stale",
    /// What only some do by their role.
    RoleNeeded = "role-needed",
    /// The password was changed meanwhile.
    PasswordChanged = "error-password-changed",
    /// Not the password that one has.
    WrongPassword = "password-wrong",
    /// A password that somebody else would try first, or a short one.
    PasswordNotTaken {
        /// How many characters it has at least.
        least: usize
    } = "password-not-taken",
    /// A page that asked a device, and whose time is over.
    PasskeyLate = "passkey-late",
    /// A passkey that is not known here.
    PasskeyUnknown = "passkey-unknown",
    /// A device did not make a passkey.
    PasskeyNotMade = "passkey-not-made",
    /// A passkey that is kept already.
    PasskeyThere = "passkey-there",
    /// As many passkeys as a member can have.
    PasskeysMany {
        /// How many.
        most: usize
    } = "passkeys-many",
    /// A passkey without which its member would not come in any more.
    PasskeyLastWay = "passkey-last-way",
    /// More than can be taken along at once.
    TooMuchAtOnce {
        /// What whoever runs the server calls instead.
        command: String
    } = "error-too-much-at-once",

    /// A field without words.
    Empty = "error-empty",
    /// A field with too many words.
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many are kept.
        most: usize
    } = "error-too-long",
    /// A list with too many entries.
    TooManyEntries {
        /// How many it has.
        count: usize,
        /// How many are kept.
        most: usize
    } = "error-too-many-entries",
    /// A word that is no tag.
    NotATag = "error-not-a-tag",
    /// What is no language.
    NotALanguage = "error-not-a-language",
    /// Neither a need nor an offer.
    NoKind = "error-no-kind",
    /// A form that does not hold together.
    DoesNotFit = "error-does-not-fit",
    /// The language in which it was written, where another is meant.
    SameLanguage = "error-same-language",
    /// Somebody else translated it.
    TranslatedAlready = "error-translated-already",
    /// Translated into very many languages.
    ManyTranslations {
        /// Into how many it can be.
        most: usize
    } = "error-many-translations",
    /// A category that the network does not have.
    NoCategory = "error-no-category",
    /// Nobody was chosen who may see it.
    NotShownTo = "error-not-shown-to",
    /// Neither a telephone number nor an e-mail address.
    NotAWayToReach = "ask-reach-wrong",
    /// Neither yes nor no.
    NeitherYesNorNo = "error-neither-yes-nor-no",
    /// What is no place on a map.
    NotAPlaceOnMap = "map-point-wrong",
    /// A day that is over.
    DayPassed = "error-day-passed",
    /// What is no day.
    NotADay = "error-not-a-day",
    /// A listing that would stay open for longer than it can.
    OpenTooLong {
        /// For how many days it can.
        most: i64
    } = "error-open-too-long",
    /// Words in a further language, without which language that is.
    WhichLanguage = "error-which-language",
    /// Food that contains something, and nothing.
    NoneAndSome = "error-none-and-some",
    /// A form for a picture without one.
    NoPicture = "error-no-picture",
    /// A file of a kind that is not taken.
    UnknownFile = "error-unknown-file",
    /// A picture that cannot be read.
    BrokenPicture = "error-broken-picture",
    /// A picture that is too large.
    LargePicture = "error-large-picture",
    /// As many pictures as there can be.
    ManyPictures {
        /// How many.
        most: usize
    } = "error-many-pictures",
    /// A picture that was to hang on something, and is gone.
    PictureGone = "error-picture-gone",
    /// A recording, where there are pictures alone.
    NoRecordings = "error-no-recordings",
    /// What was sent took so long that nothing of it is kept any more.
    TookTooLong = "error-took-too-long",
    /// As many files as can wait for their post.
    ManyFilesWait = "error-many-files-wait",
    /// As many needs and offers as can be kept for later.
    ManyBeginnings {
        /// How many.
        most: usize
    } = "error-many-beginnings",
    /// More in one of them than anybody types.
    LongBeginning = "error-long-beginning",
    /// One that was kept for later, and is gone.
    BeginningGone = "error-beginning-gone",

    /// What is no amount.
    NotAnAmount = "error-not-an-amount",
    /// An amount of nothing.
    NothingOfIt = "error-nothing-of-it",
    /// A part of nothing.
    MoreThanZero = "error-more-than-zero",
    /// An amount that cannot be given in whole parts.
    NotInParts = "error-not-in-parts",
    /// A part that cannot be given.
    PartsOf {
        /// How much each part is, with its unit.
        part: Much
    } = "error-parts-of",
    /// An amount without its unit.
    NoUnit = "error-no-unit",
    /// A unit without its amount.
    NoAmount = "error-no-amount",
    /// Something is counted, and nothing was said.
    HowMuch = "error-how-much",
    /// Nothing is counted, and something was said.
    NothingCounted = "error-nothing-counted",
    /// More than was asked for.
    MoreThanAsked = "error-more-than-asked",
    /// Less is left than that.
    OnlyLeft {
        /// What is left, with its unit.
        left: Much
    } = "error-only-left",
    /// An amount that was promised cannot be left out.
    PromisedAmount = "error-promised-amount",
    /// More is promised than that.
    MoreIsPromised {
        /// What is promised, with its unit.
        taken: Much
    } = "error-more-is-promised",

    /// Not open for answers any more.
    NotOpen = "error-not-open",
    /// Not open at the moment.
    NotOpenNow = "error-not-open-now",
    /// It is not there any more.
    NotThere = "error-not-there",
    /// One's own listing.
    OwnListing = "error-own-listing",
    /// Somebody was first.
    PromisedAlready = "error-promised-already",
    /// An answer that was decided already.
    Decided = "error-decided",
    /// A step that does not lead on.
    NoSuchStep = "error-no-such-step",
    /// A listing that is over.
    ListingOver = "error-listing-over",
    /// A listing that was changed while somebody changed it.
    ChangedMeanwhile = "error-changed-meanwhile",
    /// A need that was answered is no offer, nor the other way round.
    AnsweredKind = "error-answered-kind",
    /// A listing that is held for safety.
    Held {
        /// The agreement that it rests on.
        agreement: String
    } = "error-held",
    /// Part of it is promised.
    PartPromised = "error-part-promised",
    /// The two cannot write to each other.
    NoWriting = "error-no-writing",
    /// Pictures or a question in what goes to another network.
    WordsAlone = "error-words-alone",
    /// What went to another network and is not changed there.
    SaidAcross = "error-said-across",
    /// Somebody for whom something private is cannot be found.
    NobodyNamed = "error-nobody-named",
    /// Very many people are named in what somebody wrote.
    ManyNamed {
        /// How many can be.
        most: usize
    } = "error-many-named",
    /// Who moved to another account.
    Moved = "error-moved",
    /// Who lets one not follow them.
    NotFollowed = "error-not-followed",
    /// What was written for some, and is not told on.
    NotToldOn = "error-not-told-on",
    /// A need or an offer, which others do not tell on.
    ListingNotToldOn = "error-listing-not-told-on",
    /// Another network's listing.
    ListingElsewhere = "error-listing-elsewhere",
    /// Who left.
    HasLeft = "error-has-left",
    /// Oneself, where somebody else is meant.
    ThatIsYou = "error-that-is-you",

    /// A handoff that is over.
    HandoffOver = "error-handoff-over",
    /// A handoff that is as far already.
    HandoffFurther = "error-handoff-further",
    /// A handoff that another network moves on.
    HandoffElsewhere = "error-handoff-elsewhere",
    /// Handed over already.
    HandedOver = "error-handed-over",
    /// A link whose time is over.
    LinkEnded = "error-link-ended",
    /// A day or a time that cannot be read.
    NotATime = "between-when-wrong",
    /// An end that is before its beginning.
    EndsBefore = "between-until-wrong",
    /// An end that is more than a year after its beginning.
    WindowTooLong = "error-window-too-long",

    /// The neighbor for whom one speaks is to be asked again.
    AskAgain = "error-ask-again",
    /// One speaks for very many.
    SpeaksForMany {
        /// For how many one can.
        most: usize
    } = "error-speaks-for-many",
    /// Another neighbor helps.
    AnotherHelps = "asks-said-too-late",
    /// Who helped says that it is done, and who asked has not said whether it is.
    SaidDone = "asked-done-first",
    /// Who asked does not want it on the board.
    NotForTheBoard = "help-board-for-helpers",
    /// It is on the board.
    OnTheBoard = "error-on-the-board",
    /// Nothing more is kept of what two wrote.
    MuchWritten = "error-much-written",
    /// Nobody can ask now.
    NobodyCanAsk = "error-nobody-can-ask",

    /// An invite for nobody, or for very many.
    InvitePeople {
        /// For how many it can be.
        most: i64
    } = "invites-people-wrong",
    /// An invite for no day, or for very many.
    InviteDays {
        /// For how many days it can work.
        most: i64
    } = "invites-days-wrong",
    /// As many invites as one can have.
    ManyInvites {
        /// How many.
        most: usize
    } = "invites-many",
    /// Nobody can ask to be welcomed now.
    NobodyWelcomes = "join-welcome-later",
    /// This server, where another is meant.
    OwnServer = "error-own-server",
    /// What is no server.
    NotAServer = "moderation-wrong-server",
    /// As many accounts as one can keep away.
    AccountsMany {
        /// How many.
        most: usize
    } = "blocks-many",
    /// As many servers as one can keep away.
    ServersMany {
        /// How many.
        most: usize
    } = "error-servers-many",
    /// A task that somebody does not have now.
    TaskNotHeld = "error-task-not-held",
    /// A listing that is not held any more.
    NotHeld = "error-not-held",

    /// What is no handle.
    NotAHandle = "error-not-a-handle",
    /// A handle that the server uses.
    HandleOfServer = "error-handle-of-server",
    /// A handle that somebody has.
    HandleTaken {
        /// The handle.
        handle: String
    } = "error-handle-taken",
    /// Another handle than one's own.
    NotOwnHandle = "error-not-own-handle",
    /// How often one may be asked is out of range.
    AskCap {
        /// The highest.
        most: u32
    } = "oneself-cap-wrong",
    /// An app asks for more than it registered for.
    AppAsksMore = "error-app-asks-more",
    /// A poll that has ended.
    PollOver = "polls-over",
    /// A vote in a poll that asks something else by now.
    PollChanged = "polls-changed",
    /// A vote where one voted already.
    VotedBefore = "polls-voted-before",
    /// A vote in what one asks oneself.
    OwnPoll = "polls-own-poll",
    /// A vote for nothing that can be chosen.
    ChooseFirst = "polls-choose-first",
    /// A vote for several, where one chooses one.
    ChooseOne = "polls-choose-only-one",
    /// A question with too few choices, or too many.
    PollOptions {
        /// How many it has at least.
        least: usize,
        /// How many it has at most.
        most: usize
    } = "question-options",
    /// A question in which a choice stands twice.
    PollSame = "question-same",
    /// A question that is open for no time, or for too long.
    PollTime = "question-time",
    /// A question beside pictures.
    PollOrPictures = "question-or-pictures",
    /// A question in a need, in an offer, or in an answer to one.
    PollNotHere = "question-not-here",
    /// What is no address for mail.
    NotAMailAddress {
        /// One that is.
        example: String
    } = "notices-wrong-address",
    /// An address for mail that as many have as can share one.
    AddressShared {
        /// How many.
        most: usize
    } = "error-address-shared",
}

impl Message {
    /// Its words.
    pub fn words(&self, lang: Lang) -> String {
        text_with(lang, self.key(), &self.parts(lang))
    }
}
