"""Messages to people: in-app, e-mail, SMS, WeChat behind one interface."""
