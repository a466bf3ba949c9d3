// Where one looked before, over all charts that share it: a list of steps with a place in it, as a browser has of
// pages. A step takes one chart from one view to another; going back takes it back, whichever chart it was. A view is a
// list of numbers (the ends of axes). Views of one chart that follow each other within one gesture are one step.
#pragma once

#include <QObject>
#include <QPointer>
#include <cstddef>
#include <functional>
#include <vector>

namespace coldframe::ui {

class ViewHistory : public QObject {
  Q_OBJECT

public:
  using View = std::vector<double>;
  using Show = std::function<void(const View&)>;

  using QObject::QObject;

  // `owner` went from one view to another by itself; `show` lets it show any of the two again. A gesture goes on until
  // endGesture(), or until another chart moves.
  void record(QObject* owner, View before, View after, Show show, bool gesture = false);
  void endGesture() { m_gesture = false; }
  void forget(const QObject* owner); // its views mean nothing any more: it shows something else

  bool canGoBack() const { return m_at > 0; }
  bool canGoForward() const { return m_at < m_steps.size(); }
  bool back();
  bool forward();

Q_SIGNALS:
  void moved(QObject* owner); // by back() or forward(): so that it can be brought before the user's eyes
  void changed();             // what canGoBack() and canGoForward() say

private:
  struct Step {
    QPointer<QObject> owner;
    View before;
    View after;
    Show show;
  };
  static constexpr std::size_t kMost = 200;

  std::vector<Step> m_steps;
  std::size_t m_at = 0; // steps before it are done, those from it on undone
  bool m_gesture = false;
};

} // namespace coldframe::ui
