// SPDX-License-Identifier: GPL-3.0-or-later
// Work that would make the window wait runs on the thread pool; its answer comes back to the window's thread, and only
// the answer to the latest question. Ending the owner ends the wait.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>

#include "model/base/progress.h"
#include "ui/tables/let_go.h"

namespace holdfast {

class LatestJob {
public:
    LatestJob()
        : mailbox_(new QObject, [](QObject* mailbox) { mailbox->deleteLater(); })
    {
    }
    ~LatestJob() { token_.cancel(); }
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    // `work` runs on another thread and must hold all it needs (an AnalysisPtr, never a widget); `done` on this one.
    template <class Answer> void run(std::function<Answer(const CancelToken&)> work, std::function<void(Answer)> done)
    {
        token_.cancel();
        token_ = CancelToken();
        QThreadPool::globalInstance()->start(
            [mailbox = mailbox_, token = token_, work = std::move(work), done = std::move(done)] {
                if (token.isCancelled())
                    return;
                auto answer = std::make_shared<Answer>(work(token));
                QMetaObject::invokeMethod(
                    mailbox.get(),
                    [token, answer, done] {
                        if (!token.isCancelled())
                            done(std::move(*answer));
                        else
                            letGo(answer);
                    },
                    Qt::QueuedConnection);
            });
    }
    void cancel() { token_.cancel(); }

private:
    CancelToken token_;
    std::shared_ptr<QObject> mailbox_; // lives in the window's thread; the last to let go may be a worker
};

} // namespace holdfast
