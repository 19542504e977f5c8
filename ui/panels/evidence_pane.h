// SPDX-License-Identifier: GPL-3.0-or-later
// Everything behind one account of the review: calls, zones, usage, the facts of each rule with file and line, the next
// action and the decision buttons.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>
#include <map>

#include "ui/panels/review_desk.h"
#include "ui/tables/exception_list_model.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class CallsBox;
class DecisionForm;
class UsageChart;
class ZoneStrip;

class EvidencePane : public QWidget {
    Q_OBJECT

public:
    explicit EvidencePane(ReviewDesk& desk, QWidget* parent = nullptr);

    void show(const ReviewPtr& review, const ExceptionAccount* account, std::optional<std::size_t> exception);
    DecisionForm* form() const { return form_; }
    KeyButton* button(DecisionKind kind) const { return buttons_.at(kind); }
    KeyButton* undoButton() const { return undo_; }
    UsageChart* chart() const { return chart_; }
    QWidget* facts() const { return factsBox_; }

Q_SIGNALS:
    void decisionAsked(holdfast::DecisionKind kind);
    void undoAsked();
    void accountAsked();
    void messageAsked(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct FactWidths {
        int name = 0, value = 0, limit = 0;
        bool oneLine = true; // where a fact comes from stands beside it, else beneath
    };
    FactWidths factWidths(const ReviewPtr& review, const ExceptionAccount& account) const;
    void showFacts(const ReviewPtr& review, const ExceptionAccount& account, std::optional<std::size_t> current);
    QWidget* factLink(
        const RowPlace& place, const Evidence& evidence, const QString& said, Date beside, QWidget* parent);

    ReviewDesk& desk_;
    QWidget* content_ = nullptr;
    AccountLink* name_ = nullptr;
    PlainLabel *arr_ = nullptr, *about_ = nullptr, *renewal_ = nullptr;
    CallsBox* calls_ = nullptr;
    ZoneStrip* zones_ = nullptr;
    QWidget* usageBox_ = nullptr;
    UsageChart* chart_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QVBoxLayout* body_ = nullptr; // what scrolls: zones, usage, facts
    QWidget* factsBox_ = nullptr;
    PlainLabel *nextTitle_ = nullptr, *action_ = nullptr;
    DecisionForm* form_ = nullptr;
    std::map<DecisionKind, KeyButton*> buttons_;
    KeyButton* undo_ = nullptr;
    QString shownAccount_;
};

} // namespace holdfast
