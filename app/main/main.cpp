// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <cstdio>
#include <string>
#include <vector>

#include "app/application.h"
#include "app/arguments.h"
#include "app/command_line.h"
#include "app/process_memory.h"

namespace {

// Commands run without a display: the deck still needs fonts, which the offscreen platform has.
int runWithoutDisplay(int argc, char** argv, const holdfast::Arguments& arguments)
{
    if (arguments.command->name != "import") // which goes through its files piece by piece, and is slower with them
        holdfast::prepareMemory(argv);
    if (arguments.command->name != "deck") {
        const QCoreApplication application(argc, argv);
        return holdfast::runCommand(arguments, holdfast::commandContext());
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // What Qt has to say of the display it does without is not the user's: errors are one line of our own.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    const QGuiApplication application(argc, argv);
    return holdfast::runCommand(arguments, holdfast::commandContext());
}

// Without one Qt would end the program with a dump.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
#else
    return true;
#endif
}

} // namespace

int main(int argc, char** argv)
{
    using namespace holdfast;
    std::vector<std::string> words(argv + 1, argv + argc);
    QCoreApplication::setApplicationName(QStringLiteral("Holdfast"));
    QCoreApplication::setOrganizationName(QStringLiteral("Holdfast"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOLDFAST_VERSION));
    if (!words.empty()) {
        if (words[0] == "--help" || words[0] == "-h") {
            std::fputs(usageText().c_str(), stdout);
            return 0;
        }
        if (words[0] == "--version") {
            std::fputs("holdfast " HOLDFAST_VERSION "\n", stdout);
            return 0;
        }
        if (const CommandSpec* command = findCommand(words[0])) {
            words.erase(words.begin());
            for (const std::string& word : words) {
                if (word == "--help") {
                    std::fputs(usageText(*command).c_str(), stdout);
                    return 0;
                }
            }
            const auto arguments = parseArguments(*command, words);
            if (!arguments) {
                std::fprintf(stderr, "holdfast: %s\n", arguments.error().text().c_str());
                return 2;
            }
            return runWithoutDisplay(argc, argv, *arguments);
        }
        if (words.size() > 1 || words[0].starts_with('-')) {
            std::fprintf(stderr, "holdfast: there is no command \"%s\"; see holdfast --help\n", words[0].c_str());
            return 2;
        }
        if (!QFileInfo::exists(QString::fromLocal8Bit(words[0].c_str()))) {
            std::fprintf(
                stderr, "holdfast: there is no command and no store \"%s\"; see holdfast --help\n", words[0].c_str());
            return 2;
        }
    }
    if (!hasDisplay()) {
        std::fputs("holdfast: there is no display to open the window on; see holdfast --help for the commands that "
                   "need none\n",
            stderr);
        return 1;
    }
    prepareMemory(argv);
    return runWindow(argc, argv, words.empty() ? std::string() : words[0]);
}
