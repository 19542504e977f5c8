// SPDX-License-Identifier: GPL-3.0-or-later
// Fields for numbers that show a true minus, as every other figure does, and take both signs.
#pragma once

#include <QDoubleSpinBox>

namespace holdfast {

class DecimalField : public QDoubleSpinBox {
    Q_OBJECT

public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QString textFromValue(double value) const override { return withMinus(QDoubleSpinBox::textFromValue(value)); }
    double valueFromText(const QString& text) const override { return QDoubleSpinBox::valueFromText(withHyphen(text)); }
    QValidator::State validate(QString& text, int& place) const override
    {
        QString plain = withHyphen(text);
        const QValidator::State state = QDoubleSpinBox::validate(plain, place);
        text = withMinus(plain);
        return state;
    }
    void fixup(QString& text) const override
    {
        QString plain = withHyphen(text);
        QDoubleSpinBox::fixup(plain);
        text = withMinus(plain);
    }

private:
    static QString withMinus(QString text) { return text.replace(u'-', u'−'); }
    static QString withHyphen(QString text) { return text.replace(u'−', u'-'); }
};

} // namespace holdfast
