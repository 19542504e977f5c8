// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QThread>
#include <map>

namespace holdfast {
namespace {

constexpr QColor rgb(unsigned value)
{
    return QColor(
        static_cast<int>(value >> 16U & 0xffU), static_cast<int>(value >> 8U & 0xffU), static_cast<int>(value & 0xffU));
}

Tokens makeLight()
{
    Tokens tokens;
    tokens.dark = false;
    tokens.window = rgb(0xF4F4F1);
    tokens.base = rgb(0xFFFFFF);
    tokens.line = rgb(0xE7E6E2);
    tokens.line2 = rgb(0xD3D2CC);
    tokens.text = rgb(0x1A1D21);
    tokens.text2 = rgb(0x4F555C);
    tokens.text3 = rgb(0x646B73);
    tokens.accent = rgb(0x2A5BC7);
    tokens.onAccent = rgb(0xFFFFFF);
    tokens.selection = rgb(0xE8EEFB);
    tokens.hover = rgb(0xF3F3F0);
    tokens.broken = {rgb(0xB3261E), rgb(0xB42A1E), rgb(0xFBE9E6)};
    tokens.atRisk = {rgb(0x8A5200), rgb(0xE2A536), rgb(0xFCF1DC)};
    tokens.healthy = {rgb(0x0B7A63), rgb(0x2C937C), rgb(0xE4F3EE)};
    tokens.inProgress = {rgb(0x2F62C8), rgb(0x8FB0F0), rgb(0xE9F0FD)};
    tokens.unknown = {rgb(0x646B73), rgb(0xC3C8CE), rgb(0xF1F2F4)};
    tokens.chartUp = rgb(0x1C8A74);
    tokens.chartDown = rgb(0xB8401F);
    tokens.chartTotal = rgb(0x4B535C);
    tokens.chartConnector = rgb(0x8A9098);
    tokens.chartGrid = rgb(0xECEBE7);
    return tokens;
}

Tokens makeDark()
{
    Tokens tokens;
    tokens.dark = true;
    tokens.window = rgb(0x15171A);
    tokens.base = rgb(0x1B1E22);
    tokens.line = rgb(0x2B3036);
    tokens.line2 = rgb(0x3C434B);
    tokens.text = rgb(0xECEEF0);
    tokens.text2 = rgb(0xB3B9C0);
    tokens.text3 = rgb(0x969DA6);
    tokens.accent = rgb(0x8DB0FF);
    tokens.onAccent = rgb(0x10151F);
    tokens.selection = rgb(0x26354F);
    tokens.hover = rgb(0x22262B);
    tokens.broken = {rgb(0xFF8D75), rgb(0xE5573F), rgb(0x3C211E)};
    tokens.atRisk = {rgb(0xE9B44C), rgb(0xF2C56B), rgb(0x3A2E17)};
    tokens.healthy = {rgb(0x54C6A3), rgb(0x3E9C84), rgb(0x17322B)};
    tokens.inProgress = {rgb(0x8DB0FF), rgb(0x9DBBF7), rgb(0x202D47)};
    tokens.unknown = {rgb(0x9BA3AC), rgb(0x5F666F), rgb(0x282C31)};
    tokens.chartUp = rgb(0x5CCBAB);
    tokens.chartDown = rgb(0xE5573F);
    tokens.chartTotal = rgb(0x77808A);
    tokens.chartConnector = rgb(0x6E767F);
    tokens.chartGrid = rgb(0x262B30);
    return tokens;
}

struct TypeSpec {
    double pixels; // at a body size of 13
    QFont::Weight weight;
};

TypeSpec typeSpec(TypeSize size)
{
    switch (size) {
    case TypeSize::PageTitle:
        return {18, QFont::DemiBold};
    case TypeSize::Figure:
        return {20, QFont::DemiBold};
    case TypeSize::Body:
        return {13, QFont::Normal};
    case TypeSize::BodyStrong:
        return {13, QFont::DemiBold};
    case TypeSize::BodyMedium:
        return {13, QFont::Medium};
    case TypeSize::Secondary:
        return {12, QFont::Normal};
    case TypeSize::Caption:
        return {11, QFont::Normal};
    case TypeSize::CaptionMedium:
        return {11, QFont::Medium};
    }
    return {13, QFont::Normal};
}

} // namespace

const Tokens& Tokens::light()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& Tokens::darkTheme()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens& Tokens::of(const QPalette& palette)
{
    const bool isDark = palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    return isDark ? darkTheme() : light();
}

QPalette Tokens::palette() const
{
    QPalette result;
    result.setColor(QPalette::Window, window);
    result.setColor(QPalette::WindowText, text);
    result.setColor(QPalette::Base, base);
    result.setColor(QPalette::AlternateBase, hover);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::Button, base);
    result.setColor(QPalette::ButtonText, text);
    result.setColor(QPalette::BrightText, broken.ink);
    result.setColor(QPalette::Highlight, selection);
    result.setColor(QPalette::HighlightedText, text);
    result.setColor(QPalette::Link, accent);
    result.setColor(QPalette::LinkVisited, accent);
    result.setColor(QPalette::ToolTipBase, base);
    result.setColor(QPalette::ToolTipText, text);
    result.setColor(QPalette::PlaceholderText, text3);
    result.setColor(QPalette::Light, base);
    result.setColor(QPalette::Midlight, line);
    result.setColor(QPalette::Mid, line2);
    result.setColor(QPalette::Dark, line2);
    result.setColor(QPalette::Shadow, line2);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        result.setColor(QPalette::Disabled, role, text3);
    return result;
}

namespace {

QFont withoutSize(const TypeSpec& spec)
{
    QFont font(QStringLiteral("Inter Tabular"));
    font.setStyleStrategy(QFont::PreferAntialias);
    font.setWeight(spec.weight);
    return font;
}

QFont makeFont(TypeSize size, const QFont& user)
{
    const TypeSpec spec = typeSpec(size);
    QFont font = withoutSize(spec);
    if (user.pixelSize() > 0)
        font.setPixelSize(qMax(1, qRound(spec.pixels / 13.0 * user.pixelSize())));
    else
        font.setPointSizeF(spec.pixels / 13.0 * user.pointSizeF());
    return font;
}

} // namespace

QFont typeFont(TypeSize size, qreal bodyPixels)
{
    if (bodyPixels > 0) {
        const TypeSpec spec = typeSpec(size);
        QFont font = withoutSize(spec);
        font.setPixelSize(qMax(1, qRound(spec.pixels / 13.0 * bodyPixels)));
        return font;
    }
    const QFont user = QApplication::font();
    if (!qApp || QThread::currentThread() != qApp->thread())
        return makeFont(size, user);
    // A font that is made anew is looked up in the font database again, for each cell of a table.
    struct Made {
        QFont user;
        std::map<TypeSize, QFont> fonts;
    };
    static auto* made = new Made; // never taken apart: fonts must not outlive the application's own cache
    if (made->user != user)
        *made = {user, {}};
    const auto found = made->fonts.find(size);
    return found != made->fonts.end() ? found->second : made->fonts.emplace(size, makeFont(size, user)).first->second;
}

void loadFonts()
{
    for (const auto* name :
        {":/fonts/InterTabular-Regular.otf", ":/fonts/InterTabular-Medium.otf", ":/fonts/InterTabular-SemiBold.otf"}) {
        if (QFontDatabase::addApplicationFont(QString::fromLatin1(name)) < 0)
            qWarning("The font %s cannot be loaded; the system's own is used.", name);
    }
}

} // namespace holdfast
