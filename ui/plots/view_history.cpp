#include "ui/plots/view_history.h"

#include <utility>

namespace coldframe::ui {

void ViewHistory::record(QObject* owner, View before, View after, Show show, bool gesture) {
  if (before == after)
    return;
  m_steps.resize(m_at);
  const bool goesOn = gesture && m_gesture && !m_steps.empty() && m_steps.back().owner == owner;
  m_gesture = gesture;
  if (goesOn) {
    m_steps.back().after = std::move(after);
  } else {
    m_steps.push_back({owner, std::move(before), std::move(after), std::move(show)});
    if (m_steps.size() > kMost)
      m_steps.erase(m_steps.begin());
    m_at = m_steps.size();
  }
  Q_EMIT changed();
}

void ViewHistory::forget(const QObject* owner) {
  std::vector<Step> kept;
  std::size_t at = 0;
  for (std::size_t i = 0; i < m_steps.size(); ++i)
    if (m_steps[i].owner && m_steps[i].owner != owner) {
      at += i < m_at ? 1 : 0;
      kept.push_back(std::move(m_steps[i]));
    }
  m_steps = std::move(kept);
  m_at = at;
  m_gesture = false;
  Q_EMIT changed();
}

bool ViewHistory::back() {
  m_gesture = false;
  while (canGoBack()) {
    const Step& step = m_steps[--m_at];
    if (!step.owner) // a chart that is gone
      continue;
    step.show(step.before);
    Q_EMIT moved(step.owner);
    Q_EMIT changed();
    return true;
  }
  return false;
}

bool ViewHistory::forward() {
  m_gesture = false;
  while (canGoForward()) {
    const Step& step = m_steps[m_at++];
    if (!step.owner)
      continue;
    step.show(step.after);
    Q_EMIT moved(step.owner);
    Q_EMIT changed();
    return true;
  }
  return false;
}

} // namespace coldframe::ui
