// SPDX-License-Identifier: GPL-3.0-or-later
// What the import dialog knows and decides: one entry per table of the dropped files, its mapping as guessed and as
// corrected, its questions and their answers, and the options that preview and import it so. No widgets.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "model/import/import_run.h"

namespace holdfast {

// Whether somebody has to look before these files are imported: a question is open, the kind of data is unknown, or the
// mapping is a guess that nobody confirmed yet. A table that is not known inside a file with others that are (the notes
// sheet of a workbook) asks for nothing.
bool needsQuestions(const std::vector<Preview>& previews);

// One enum text of a column and what it is taken for; `meaning` "" when nothing is known for it.
struct ValueMeaning {
    std::string text;
    std::string meaning;
    bool chosen = false; // by the user
};

class ImportPlan {
public:
    enum class State {
        Waiting, // not read yet
        Ready,
        Questions, // something only a person can say
        Incomplete, // somebody decided, but a required column is missing
        NotRecognised, // left out until somebody says what it is
        Unreadable, // left out
        LeftOut, // by the user
    };
    struct Asked {
        Question question;
        std::optional<std::size_t> answer;
    };
    struct Table {
        QString file; // path as given
        std::string label; // file, with sheet or member in brackets
        std::optional<Preview> preview;
        QString failure; // why it cannot be read
        std::string guess; // why the file was taken for what it is
        bool guessedDataset = false;
        Mapping mapping; // as decided so far
        std::vector<std::string> why; // per column of the file: how it was guessed, or "chosen here"
        std::vector<Asked> asked;
        bool decided = false; // something was chosen
        bool included = true;

        State state() const;
        std::size_t openQuestions() const;
    };
    // What previewFiles() is asked next.
    struct Request {
        QString file;
        ImportOptions options;
        std::string label; // the one table that changed; "" for all of the file
        bool guess = false; // take the mapping that comes back (the dataset was chosen)
    };

    // `kept`: references to accounts that somebody said to keep waiting; they are not asked about again.
    explicit ImportPlan(const QStringList& files, const QStringList& kept = {});

    const std::vector<Table>& tables() const { return tables_; }
    const Table& table(std::size_t place) const { return tables_[place]; }

    Request firstRequest(const QString& file) const;
    Request requestAgain(std::size_t place) const;
    Request requestAs(std::size_t place, DatasetId dataset) const;
    void take(const Request& request, const std::vector<Preview>& previews);
    void takeFailure(const Request& request, const QString& sentence);

    // `column` of the dataset, or "" for not imported. A column is bound once: its earlier header lets go.
    void setColumn(std::size_t place, std::size_t header, const std::string& column);
    void answer(std::size_t place, std::size_t question, std::size_t answer);
    void setMeaning(std::size_t place, std::size_t header, const std::string& text, const std::string& value);
    void setIncluded(std::size_t place, bool included);

    // Enum texts in the previewed rows of a column and what they mean; empty when the column is no enum.
    std::vector<ValueMeaning> meanings(std::size_t place, std::size_t header) const;

    bool allRead() const;
    std::size_t openQuestions() const; // of all tables that are included
    std::size_t importable() const; // tables that would land
    bool canImport() const;
    // Files with something to import, and the mappings that were seen and confirmed.
    QStringList filesToImport() const;
    // A rehearsal also leaves out tables with open questions.
    enum class Purpose { Import, Rehearse };
    ImportOptions importOptions(Purpose purpose = Purpose::Import) const;
    // References whose rows wait until their account arrives, as answered.
    QStringList keptReferences() const;
    // Rows of all tables that would land once what is asked is answered; nothing when one was not read to its end.
    std::optional<std::int64_t> rowsToImport() const;
    std::vector<Preview> previews() const;

private:
    Table& entry(const QString& file, const std::string& label);
    bool isAccountOfThese(const Question& question) const;
    void dropKnownAccounts();

    std::vector<Table> tables_;
    std::vector<std::string> kept_;
};

} // namespace holdfast
