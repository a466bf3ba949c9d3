// What a panel shows while there is nothing to show: what it is for, and how to begin.
#pragma once

#include <QIcon>
#include <QWidget>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace coldframe::ui {

// A way to begin: a button.
struct Beginning {
  const char* icon; // of the freedesktop theme
  QString text;
  std::function<void()> begin;
};

class Invitation : public QWidget {
  Q_OBJECT

public:
  explicit Invitation(QWidget* parent = nullptr);

  void show(const QIcon& icon, const QString& words, const std::vector<Beginning>& beginnings);

private:
  QLabel* m_icon;
  QLabel* m_words;
  QHBoxLayout* m_buttons;
};

} // namespace coldframe::ui
