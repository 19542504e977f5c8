// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a table with a row of fields beneath it, one per column, that filter the rows. Hidden until asked for.
#pragma once

#include <QHeaderView>
#include <vector>

class QLineEdit;

namespace holdfast {

class FilterHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit FilterHeader(QWidget* parent = nullptr);

    // One field per column, in their logical order; `hints` say what may be typed.
    void setFields(const QStringList& names, const QStringList& hints);
    QLineEdit* field(int column) const;
    void setFieldsVisible(bool visible);
    bool areFieldsVisible() const { return visible_; }
    // Shows what filters without answering with edited().
    void setText(int column, const QString& text);
    // The field of the first shown column, or of `column`.
    void focusField(int column = -1);
    void placeFields();

    QSize sizeHint() const override;

Q_SIGNALS:
    void edited(int column, const QString& text);
    void entered(int column); // somebody is about to type
    void left(); // Esc in an empty field

protected:
    void updateGeometries() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int fieldsHeight() const;

    std::vector<QLineEdit*> fields_;
    bool visible_ = false;
    bool placing_ = false;
};

} // namespace holdfast
