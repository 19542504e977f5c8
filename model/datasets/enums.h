// SPDX-License-Identifier: GPL-3.0-or-later
// The closed values of enum columns, in the order in which model/datasets/datasets.cpp lists them.
// Stored as these numbers: new values are only ever added at the end.
#pragma once

#include <cstdint>

namespace holdfast {

enum class ContractModel : std::uint8_t { Monthly, Annual, MultiYear };
enum class Touch : std::uint8_t { Tech, Human };
enum class Fit : std::uint8_t { Good, Partial, Poor };
enum class Side : std::uint8_t { Vendor, Customer };
enum class ContactRole : std::uint8_t { EconomicBuyer, ExecutiveSponsor, Champion, Technical, User };
enum class InteractionKind : std::uint8_t { Meeting, Qbr, Call, Email, Webinar, Event, Training, Reference, Referral };
enum class TicketSeverity : std::uint8_t { Urgent, High, Normal, Low };
enum class SurveyKind : std::uint8_t { Nps, Csat, Ces };
enum class OpportunityKind : std::uint8_t { Expansion, CrossSell, Renewal };
enum class OpportunityStage : std::uint8_t { Open, Won, Lost };
enum class SignalKind : std::uint8_t {
    GrowthMention,
    NewUseCase,
    AddedUsers,
    ProductRequest,
    NewRegion,
    Reorganisation,
    BudgetCut
};
enum class HealthStatus : std::uint8_t { Green, Yellow, Red };
enum class FeedbackStatus : std::uint8_t { New, Planned, Shipped, Declined };

} // namespace holdfast
