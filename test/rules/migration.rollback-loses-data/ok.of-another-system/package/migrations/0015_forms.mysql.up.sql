DROP TABLE flow_methods;
