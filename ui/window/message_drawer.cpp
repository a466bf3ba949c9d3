#include "ui/window/message_drawer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr std::size_t kMost = 200; // older ones go

QToolButton* makeButton(const char* icon, const QString& text) {
  auto* button = new QToolButton;
  button->setIcon(QIcon::fromTheme(QString::fromLatin1(icon)));
  button->setText(text);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setAutoRaise(true);
  return button;
}

} // namespace

MessageDrawer::MessageDrawer(QWidget* parent) : QWidget(parent), m_text(new QPlainTextEdit) {
  m_text->setReadOnly(true);
  m_text->setAccessibleName(tr("Messages"));
  auto* copy = makeButton("edit-copy", tr("Copy all"));
  auto* clear = makeButton("edit-clear", tr("Clear"));
  auto* buttons = new QVBoxLayout;
  buttons->addWidget(copy);
  buttons->addWidget(clear);
  buttons->addStretch(1);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_text, 1);
  row->addLayout(buttons);
  connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
  connect(clear, &QToolButton::clicked, this, &MessageDrawer::clear);
}

void MessageDrawer::add(const QString& message) {
  const auto known = std::ranges::find(m_messages, message, &Message::text);
  Message one{message, known == m_messages.end() ? 1 : known->times + 1};
  if (known != m_messages.end())
    m_messages.erase(known);
  m_messages.push_back(std::move(one));
  if (m_messages.size() > kMost)
    m_messages.erase(m_messages.begin());
  showMessages();
}

void MessageDrawer::showMessages() {
  QStringList lines;
  for (const Message& each : m_messages)
    lines += each.times == 1 ? each.text : tr("%1 (%2 times)").arg(each.text).arg(each.times);
  m_text->setPlainText(lines.join(u'\n'));
  m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void MessageDrawer::clear() {
  m_messages.clear();
  showMessages();
  Q_EMIT cleared();
}

} // namespace coldframe::ui
