// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the deck below each other, as wide as there is room.
#pragma once

#include <QImage>
#include <QScrollArea>
#include <vector>

namespace holdfast {

class PageView : public QScrollArea {
    Q_OBJECT

public:
    explicit PageView(QWidget* parent = nullptr);
    void setPages(std::vector<QImage> pages);
    std::size_t pages() const;

private:
    class Pages* pages_ = nullptr;
};

} // namespace holdfast
