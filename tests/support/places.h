// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace holdfast {

// The folder of the project's sources.
QString sourceDir();
// The program that was built.
QString programFile();

} // namespace holdfast
