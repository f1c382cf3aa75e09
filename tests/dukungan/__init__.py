"""What only the test run needs: a flush that fits two database roles."""
