// SPDX-License-Identifier: GPL-3.0-or-later
// What a monthly or quarterly review shows above its list: the full book by owner, or the zones of the book. A weekly
// one shows nothing here.
#pragma once

#include <QWidget>
#include <optional>
#include <string>

#include "ui/panels/review_desk.h"

namespace holdfast {

class ChartView;
class DataTable;
class OwnerBookModel;

class CadenceView : public QWidget {
    Q_OBJECT

public:
    explicit CadenceView(QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review);
    OwnerBookModel* owners() const { return owners_; }
    DataTable* table() const { return table_; }
    ChartView* zones() const { return zones_; }

Q_SIGNALS:
    void ownerChosen(std::optional<std::string> owner); // nothing: all
    void zoneChosen();

private:
    OwnerBookModel* owners_ = nullptr;
    DataTable* table_ = nullptr;
    ChartView* zones_ = nullptr;
    AnalysisPtr shown_;
    bool filling_ = false;
};

} // namespace holdfast
