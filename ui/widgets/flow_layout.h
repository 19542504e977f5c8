// SPDX-License-Identifier: GPL-3.0-or-later
// A row that goes on in the next line where there is no room left.
#pragma once

#include <QLayout>
#include <QList>

namespace holdfast {

class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr)
        : QLayout(parent)
    {
    }
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_.append(item); }
    // Before the item that stands there now.
    void insertWidget(int place, QWidget* widget);
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int place) const override { return items_.value(place); }
    QLayoutItem* takeAt(int place) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool move) const;

    QList<QLayoutItem*> items_;
};

} // namespace holdfast
