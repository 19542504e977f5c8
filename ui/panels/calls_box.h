// SPDX-License-Identifier: GPL-3.0-or-later
// The three calls on an account side by side, never averaged: the rules', the CSM's, the leader's.
#pragma once

#include <QWidget>
#include <algorithm>
#include <array>

#include "ui/tables/mark_codes.h"

namespace holdfast {

class CallsBox : public QWidget {
    Q_OBJECT

public:
    enum Caller { Rules, Csm, Leader, CallerCount };
    explicit CallsBox(QWidget* parent = nullptr);
    void setCall(Caller caller, MarkCode mark, const QString& words);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Call {
        QString title, words;
        MarkCode mark = MarkCode::None;
    };
    // Cells as wide as their words ask for, in all as wide as the box.
    std::array<QRect, CallerCount> cells() const;

    std::array<Call, CallerCount> calls_;
};

} // namespace holdfast
