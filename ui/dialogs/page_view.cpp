// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/page_view.h"

#include <QPaintEvent>
#include <QPainter>

#include "ui/theme/tokens.h"

namespace holdfast {

class Pages : public QWidget {
public:
    explicit Pages(QWidget* parent)
        : QWidget(parent)
    {
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
        setSizePolicy(policy);
    }

    void setPages(std::vector<QImage> pages)
    {
        images = std::move(pages);
        fit();
    }

    std::vector<QImage> images;

protected:
    void resizeEvent(QResizeEvent*) override { fit(); }
    void paintEvent(QPaintEvent* event) override
    {
        const Tokens& tokens = Tokens::of(palette());
        QPainter painter(this);
        painter.fillRect(event->rect(), tokens.window);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        for (std::size_t i = 0; i < images.size(); ++i) {
            const QRect box = boxOf(i);
            if (!box.intersects(event->rect()))
                continue;
            painter.drawImage(box, images[i], QRect(QPoint(0, 0), images[i].size()));
            painter.setPen(tokens.line2);
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
    }

private:
    static constexpr int gap = 16;
    int pageWidth() const { return qMax(100, width() - 2 * gap); }
    int pageHeight() const
    {
        return images.empty() ? 0 : pageWidth() * images[0].height() / qMax(1, images[0].width());
    }
    QRect boxOf(std::size_t page) const
    {
        return QRect(gap, gap + static_cast<int>(page) * (pageHeight() + gap), pageWidth(), pageHeight());
    }
    void fit()
    {
        setMinimumHeight(gap + static_cast<int>(images.size()) * (pageHeight() + gap));
        update();
    }
};

PageView::PageView(QWidget* parent)
    : QScrollArea(parent)
    , pages_(new Pages(this))
{
    setAccessibleName(tr("Preview of the pages"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would change the width
    pages_->setAccessibleName(tr("Pages"));
    setWidget(pages_);
}

void PageView::setPages(std::vector<QImage> pages)
{
    pages_->setPages(std::move(pages));
}

std::size_t PageView::pages() const
{
    return pages_->images.size();
}

} // namespace holdfast
