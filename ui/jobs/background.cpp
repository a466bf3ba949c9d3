#include "ui/jobs/background.h"

#include "sim/units/format.h"

#include <QDateTime>

namespace coldframe::ui {

namespace {

// Before this share is done, what is left is a guess.
constexpr double kEnoughToExtrapolate = 0.05;

} // namespace

Background::Background(QObject* parent) : QObject(parent) {
  m_pool.setMaxThreadCount(1); // the work itself uses more
}

Background::~Background() {
  cancel();
  m_pool.waitForDone();
}

void Background::Context::progress(double fraction) const {
  QMetaObject::invokeMethod(
      m_owner, [owner = m_owner, generation = m_generation, fraction] { owner->showProgress(generation, fraction); },
      Qt::QueuedConnection);
}

void Background::Context::deliver(std::function<void()> delivery) const {
  QMetaObject::invokeMethod(
      m_owner,
      [owner = m_owner, generation = m_generation, delivery = std::move(delivery)] {
        if (generation == owner->m_generation)
          delivery();
      },
      Qt::QueuedConnection);
}

void Background::start(Work work) {
  cancel();
  m_current = std::make_shared<Context>();
  m_current->m_owner = this;
  m_current->m_generation = ++m_generation;
  m_startedMs = QDateTime::currentMSecsSinceEpoch();
  m_busy = true;
  Q_EMIT busyChanged(true);
  m_pool.start([this, context = m_current, work = std::move(work)] {
    if (!context->m_stop.stop_requested())
      work(*context);
    QMetaObject::invokeMethod(
        this, [this, generation = context->m_generation] { ended(generation); }, Qt::QueuedConnection);
  });
}

void Background::cancel() {
  if (m_current)
    m_current->m_stop.request_stop();
}

void Background::drop() {
  cancel();
  if (!m_busy)
    return;
  ended(m_generation);
  ++m_generation;
}

void Background::showProgress(std::uint64_t generation, double fraction) {
  if (generation != m_generation || !m_busy)
    return;
  QString remaining;
  const double seconds = static_cast<double>(QDateTime::currentMSecsSinceEpoch() - m_startedMs) / 1000;
  if (fraction > kEnoughToExtrapolate && seconds > 1)
    remaining = tr("about %1 left").arg(QString::fromStdString(showDuration(seconds * (1 - fraction) / fraction)));
  Q_EMIT progressed(fraction, remaining);
}

void Background::ended(std::uint64_t generation) {
  if (generation != m_generation)
    return;
  m_busy = false;
  Q_EMIT busyChanged(false);
}

} // namespace coldframe::ui
