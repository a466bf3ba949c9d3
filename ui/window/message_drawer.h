// What went wrong, newest last, in one place: what, where and what to do. A message that comes again is counted, not
// repeated. Can be copied and cleared.
#pragma once

#include <QWidget>
#include <vector>

class QPlainTextEdit;

namespace coldframe::ui {

class MessageDrawer : public QWidget {
  Q_OBJECT

public:
  explicit MessageDrawer(QWidget* parent = nullptr);
  void add(const QString& message);

Q_SIGNALS:
  void cleared();

private:
  void showMessages();
  void clear();

  struct Message {
    QString text;
    int times = 1;
  };
  std::vector<Message> m_messages;
  QPlainTextEdit* m_text;
};

} // namespace coldframe::ui
