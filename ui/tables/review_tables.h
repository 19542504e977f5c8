// SPDX-License-Identifier: GPL-3.0-or-later
// The tables beside the review's list: what was resolved since the last one, and the full book by owner.
#pragma once

#include "ui/tables/record_models.h"

namespace holdfast {

// The exceptions of the previous review that are gone, with the cause; the id is the account's.
class ResolvedModel : public RecordModel {
    Q_OBJECT

public:
    explicit ResolvedModel(QObject* parent = nullptr);
    void setReview(const ReviewPtr& review);
};

// One row per owner with the figures of the book; the id is the owner, "" for accounts without one.
class OwnerBookModel : public RecordModel {
    Q_OBJECT

public:
    explicit OwnerBookModel(QObject* parent = nullptr);
    void setReview(const ReviewPtr& review);
};

} // namespace holdfast
