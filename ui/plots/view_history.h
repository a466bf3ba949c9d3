// Where one looked before: a list of views with a place in it, as a browser has of pages. A view is a list of numbers
// (the ends of axes). Views that follow each other within one gesture are one entry.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace coldframe::ui {

class ViewHistory {
public:
  using View = std::vector<double>;

  void clear() { m_views.clear(); }
  // `sameGesture`: takes the place of the entry before.
  void record(View view, bool sameGesture = false) {
    if (!m_views.empty() && m_views[m_at] == view)
      return;
    if (m_views.empty()) {
      m_at = 0;
      m_views.push_back(std::move(view));
      return;
    }
    m_views.resize(m_at + 1);
    if (sameGesture && m_gesture && m_at > 0)
      m_views[m_at] = std::move(view);
    else {
      m_views.push_back(std::move(view));
      if (m_views.size() > kMost)
        m_views.erase(m_views.begin() + 1);
      m_at = m_views.size() - 1;
    }
    m_gesture = sameGesture;
  }
  void endGesture() { m_gesture = false; }

  bool canGoBack() const { return !m_views.empty() && m_at > 0; }
  bool canGoForward() const { return m_at + 1 < m_views.size(); }
  std::optional<View> back() { return canGoBack() ? std::optional(m_views[--m_at]) : std::nullopt; }
  std::optional<View> forward() { return canGoForward() ? std::optional(m_views[++m_at]) : std::nullopt; }

private:
  static constexpr std::size_t kMost = 100;
  std::vector<View> m_views; // the first is the whole
  std::size_t m_at = 0;
  bool m_gesture = false;
};

} // namespace coldframe::ui
