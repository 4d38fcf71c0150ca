//! What can be chosen on elements: closed sets, each choice with its name in files and the words a person reads.

/// Declares a closed set of choices with the name the file uses and the words a person reads.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every choice, in the order menus show them.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The name in files and on the command line.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// The words a person reads.
            pub const fn label(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }

            /// The choice of that name, if there is one.
            pub fn from_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|choice| choice.key() == key)
            }
        }
    };
}
pub(crate) use choices;

choices! {
    /// How customer and company meet at a touchpoint.
    Encounter {
        /// Nobody has said yet; this is not "surroundings".
        #[default]
        Unset = "unset", "Not said";
        /// One customer meets one person. The literature's "magic number two".
        OneToOne = "one_to_one", "One-to-one";
        /// One customer meets several people.
        Team = "team", "Team";
        /// The customer does it alone, with a machine, a form or a page.
        SelfService = "self_service", "Self-service";
        /// Nobody acts: the place, the weather, a poster.
        Surroundings = "surroundings", "Surroundings";
    }
}

impl Encounter {
    /// Whether a person of the company takes part, so that staff ratings apply.
    pub fn is_human(self) -> bool {
        matches!(self, Encounter::OneToOne | Encounter::Team)
    }

    /// The word that fits on a card.
    pub fn short_label(self) -> &'static str {
        match self {
            Encounter::Unset => "",
            Encounter::OneToOne => "1-to-1",
            Encounter::Team => "Team",
            Encounter::SelfService => "Self-serve",
            Encounter::Surroundings => "Setting",
        }
    }
}

choices! {
    /// Whether the customer sees the touchpoint happen. Source: the service blueprint (Shostack 1984).
    Stagecraft {
        /// The customer sees it.
        #[default]
        FrontStage = "front_stage", "Front stage";
        /// It happens behind the line of visibility.
        BackStage = "back_stage", "Back stage";
    }
}

choices! {
    /// The four things by which a company serves its customers.
    Pillar {
        /// Help at a point of the journey.
        #[default]
        Service = "service", "Service";
        /// The quality of the product or of the service bought.
        Product = "product", "Product quality";
        /// What the brand stands for, online and in the shop.
        Brand = "brand", "Brand image";
        /// Extras: loyalty rewards, gifts, comfort.
        Perks = "perks", "Perks";
    }
}

choices! {
    /// How a touchpoint serves a pillar.
    Support {
        /// Nobody has said yet; this is not "neutral".
        #[default]
        Unknown = "unknown", "Unknown";
        /// The touchpoint works for the pillar.
        Supports = "supports", "Supports";
        /// The touchpoint works against the pillar.
        Against = "against", "Against";
    }
}

choices! {
    /// What a statement rests on, weakest first.
    Evidence {
        /// Somebody thinks so.
        #[default]
        Assumed = "assumed", "Assumed";
        /// A workshop agreed on it; some evidence.
        Workshop = "workshop", "Workshop";
        /// Customers were asked or watched.
        Researched = "researched", "Researched";
    }
}

choices! {
    /// Who says or suffers something.
    Voice {
        /// A customer.
        #[default]
        Customer = "customer", "Customer";
        /// An employee.
        Employee = "employee", "Employee";
    }
}

choices! {
    /// What has been decided about a pain point.
    PainStatus {
        /// Nothing yet.
        #[default]
        Open = "open", "Open";
        /// Somebody is on it.
        InProgress = "in_progress", "In progress";
        /// It hurts less than it did.
        Reduced = "reduced", "Reduced";
        /// It no longer hurts.
        Resolved = "resolved", "Resolved";
        /// The company knows and has decided to live with it.
        Accepted = "accepted", "Accepted";
    }
}

choices! {
    /// When an opportunity is to be taken.
    Horizon {
        /// This quarter.
        #[default]
        Now = "now", "Now";
        /// This year.
        Next = "next", "Next";
        /// After that.
        Later = "later", "Later";
    }
}

choices! {
    /// How far an opportunity has come.
    OpportunityStatus {
        /// Written down.
        #[default]
        Proposed = "proposed", "Proposed";
        /// Has an owner and a date.
        Planned = "planned", "Planned";
        /// Being done.
        InProgress = "in_progress", "In progress";
        /// Done.
        Done = "done", "Done";
        /// Will not be done.
        Dropped = "dropped", "Dropped";
    }
}

choices! {
    /// How far a piece of feedback has come in the loop; left open, the loop teaches customers to stop talking.
    LoopStatus {
        /// Somebody received it.
        #[default]
        Heard = "heard", "Heard";
        /// Somebody knows what it means.
        Understood = "understood", "Understood";
        /// Something was changed.
        ActedOn = "acted_on", "Acted on";
        /// Whoever said it was told.
        Answered = "answered", "Answered";
    }
}

choices! {
    /// What a measure counts.
    MeasureKind {
        /// Net Promoter Score, −100 … 100 (Reichheld 2003).
        Nps = "nps", "NPS";
        /// Customer satisfaction, usually the share of 4s and 5s.
        Csat = "csat", "CSAT";
        /// Customer Effort Score (Dixon, Freeman, Toman 2010).
        Ces = "ces", "CES";
        /// Share of people who go on to the next step.
        Conversion = "conversion", "Conversion";
        /// Share of customers who leave.
        Churn = "churn", "Churn";
        /// Money in.
        Revenue = "revenue", "Revenue";
        /// Return on investment.
        Roi = "roi", "Return on investment";
        /// Anything else; the measure's name says what.
        #[default]
        Own = "own", "Own measure";
    }
}

choices! {
    /// Which way a measure is to go.
    Direction {
        /// More is better.
        #[default]
        Higher = "higher", "Higher is better";
        /// Less is better, as with effort or churn.
        Lower = "lower", "Lower is better";
    }
}

choices! {
    /// What a lane shows.
    LaneKind {
        /// The cards themselves.
        #[default]
        Touchpoints = "touchpoints", "Touchpoints";
        /// The personas' curves.
        Emotion = "emotion", "Emotion";
        /// Free text per touchpoint; with a persona, her thoughts in quotation marks.
        Text = "text", "Text";
        /// The channel of each touchpoint.
        Channel = "channel", "Channel";
        /// Pain points.
        Pains = "pains", "Pain points";
        /// Opportunities.
        Opportunities = "opportunities", "Opportunities";
        /// Measures with their bars and targets.
        Measures = "measures", "Measures";
        /// What customers and employees said.
        Feedback = "feedback", "Feedback";
        /// What happens behind the line of visibility.
        BackStage = "back_stage", "Back stage";
        /// Photographs and screenshots.
        Picture = "picture", "Pictures";
    }
}

choices! {
    /// One of the four persona colours, each with its own marker and dash.
    PersonaColour {
        /// Blue, circle, solid.
        #[default]
        P1 = "p1", "Blue, circle, solid line";
        /// Orange, square, dashed.
        P2 = "p2", "Orange, square, dashed line";
        /// Green, triangle, dotted.
        P3 = "p3", "Green, triangle, dotted line";
        /// Pink, diamond, dash and dot.
        P4 = "p4", "Pink, diamond, dash-dot line";
    }
}

choices! {
    /// Which of a map's two journeys.
    State {
        /// The journey as it is.
        #[default]
        Today = "today", "Today";
        /// The journey as it should be.
        Ideal = "ideal", "Ideal";
    }
}

/// Where a touchpoint takes place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Channel {
    /// Not said.
    #[default]
    Unset,
    /// One of the usual channels.
    Known(KnownChannel),
    /// The user's own, e.g. "City gate", with the name of an icon (empty for the usual one).
    Own {
        /// What the map shows.
        name: String,
        /// A Material Symbols name such as `door_front`; empty or unknown names draw a plain tag.
        icon: String,
    },
}

impl Channel {
    /// The words a person reads; empty when not said.
    pub fn label(&self) -> &str {
        match self {
            Channel::Unset => "",
            Channel::Known(channel) => channel.label(),
            Channel::Own { name, .. } => name,
        }
    }
}

choices! {
    /// The channels every journey map knows.
    KnownChannel {
        /// A web page.
        #[default]
        Web = "web", "Web";
        /// A mobile app.
        App = "app", "App";
        /// A telephone call.
        Phone = "phone", "Phone";
        /// An e-mail.
        Email = "email", "E-mail";
        /// A chat.
        Chat = "chat", "Chat";
        /// A shop, branch or desk.
        Store = "store", "Store";
        /// A letter or parcel.
        Post = "post", "Post";
        /// Social media.
        Social = "social", "Social";
        /// A fair, talk or party.
        Event = "event", "Event";
        /// Another company acting for this one.
        Partner = "partner", "Partner";
        /// What people tell each other.
        WordOfMouth = "word_of_mouth", "Word of mouth";
    }
}
