// SPDX-License-Identifier: GPL-3.0-or-later
// A byte source as the device that Qt's streaming XML reader pulls from.
#pragma once

#include <QIODevice>
#include <memory>
#include <optional>

#include "model/import/byte_source.h"

namespace holdfast {

class XmlDevice final : public QIODevice {
public:
    explicit XmlDevice(std::unique_ptr<ByteSource> source)
        : source_(std::move(source))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    const ByteSource& source() const { return *source_; }
    // Why reading stopped, when it was the source that failed.
    const std::optional<Error>& error() const { return error_; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const auto count = source_->read(data, static_cast<std::size_t>(most));
        if (!count) {
            error_ = count.error();
            return -1;
        }
        return *count == 0 ? -1 : static_cast<qint64>(*count);
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    std::unique_ptr<ByteSource> source_;
    std::optional<Error> error_;
};

} // namespace holdfast
