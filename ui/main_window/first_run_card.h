// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows before there is a store: drop the exports, open the sample, open a store.
#pragma once

#include <QWidget>

namespace holdfast {

class FirstRunCard : public QWidget {
    Q_OBJECT

public:
    explicit FirstRunCard(QWidget* parent = nullptr);

Q_SIGNALS:
    void importAsked();
    void sampleAsked();
    void openAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* card_ = nullptr;
};

} // namespace holdfast
