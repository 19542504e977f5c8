// SPDX-License-Identifier: GPL-3.0-or-later
// One dropped table at the head of the import dialog: its name, what it is taken for, and what is still asked.
#pragma once

#include <QAbstractButton>

#include "ui/dialogs/import_plan.h"
#include "ui/theme/marks.h"

namespace holdfast {

class FileCard : public QAbstractButton {
    Q_OBJECT

public:
    explicit FileCard(QWidget* parent = nullptr);

    void setTexts(Mark mark, const QString& name, const QString& kind, const QString& state);
    void showTable(const ImportPlan::Table& table);
    QString stateText() const { return state_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Mark mark_ = Mark::Unknown;
    QString kind_, state_;
};

} // namespace holdfast
