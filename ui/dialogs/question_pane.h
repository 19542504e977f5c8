// SPDX-License-Identifier: GPL-3.0-or-later
// The right side of the import dialog: what the chosen file holds, what only a person can say about it, what its enum
// texts mean, and what will happen.
#pragma once

#include <QScrollArea>

#include "ui/dialogs/import_plan.h"

class QVBoxLayout;

namespace holdfast {

class QuestionPane : public QScrollArea {
    Q_OBJECT

public:
    explicit QuestionPane(QWidget* parent = nullptr);

    // `sentence`: what the preview found, under "After the import".
    void showTable(const ImportPlan& plan, std::size_t place, const QString& sentence);

Q_SIGNALS:
    void datasetChosen(holdfast::DatasetId dataset);
    void answered(std::size_t question, std::size_t answer);
    void fieldAsked(int position); // the answer is in the list of fields
    void meaningChosen(std::size_t header, const QString& text, const QString& value);
    void includedChosen(bool included);

private:
    QString signatureOf(const ImportPlan& plan, std::size_t place) const;
    void rebuild(const ImportPlan& plan, std::size_t place);
    void addHead(QVBoxLayout* column, const ImportPlan& plan, std::size_t place);
    void addQuestion(QVBoxLayout* column, const ImportPlan::Asked& asked, std::size_t question);
    void addMeanings(QVBoxLayout* column, const ImportPlan& plan, std::size_t place, std::size_t header);

    QString shown_;
    class PlainLabel* why_ = nullptr;
    class PlainLabel* after_ = nullptr;
};

} // namespace holdfast
