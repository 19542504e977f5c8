// SPDX-License-Identifier: GPL-3.0-or-later
// How well the headers of a table fit each dataset, by names and synonyms alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/datasets/datasets.h"
#include "model/import/record_reader.h"

namespace holdfast {

constexpr int exactHeaderWeight = 3, synonymHeaderWeight = 2;

// One dataset held against the headers.
struct Candidate {
    DatasetId dataset = DatasetId::Accounts;
    std::vector<std::string> columns; // per header; "" for none
    std::vector<std::string> why;
    std::vector<std::string> missing; // required columns without a header
    int score = 0;
    int mapped = 0; // headers with a meaning
    int exact = 0; // headers that are the dataset's own names
    bool untold = false; // nothing is missing, but nothing tells that it is this kind of file either
    bool bareKey = false; // its key is called "id", which says nothing about the kind of file
};

// The headers of the table as they are compared.
std::vector<std::string> normalisedHeaders(const Table& table);
// Whether any dataset knows the (normalised) header.
bool isDatasetHeader(const std::string& header);
// Binds each header to a column of the dataset where its name says so.
Candidate fitHeaders(const Table& table, const std::vector<std::string>& headers, const DatasetSpec& spec);
// Too few of the headers are this dataset's to take the file for one without being told.
bool isWeak(const Table& table, const Candidate& candidate, const std::vector<std::string>& headers);
bool isBound(const Candidate& candidate, std::string_view column);
void findMissing(const DatasetSpec& spec, const std::map<std::string, std::string>& constants, Candidate& candidate);
// Whether the file's name speaks of the dataset ("tickets_june.csv").
bool nameSaysDataset(const std::string& file, const DatasetSpec& spec);
std::string joinedWords(const std::vector<std::string>& words);

} // namespace holdfast
